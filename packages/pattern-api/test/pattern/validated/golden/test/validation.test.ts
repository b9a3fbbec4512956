import { operationChecks } from "@agentflow/core/validation";
import { expect, test } from "vitest";
import * as operations from "../src/operations/nodes.js";
import { service } from "../src/service.js";
import { operations as checks, validator } from "../src/validation.js";
import { expectMismatch, expectRefusal } from "./validation-call.js";

test("there are checks of every operation", () => {
  expect(operationChecks(checks)).toHaveLength(2);
});

test("an answer that is not what the description says is rejected, unless it is only told", () =>
  expectMismatch(service, validator, ["nodes", "list required"], (client) =>
    operations.list(client)));

test("params without what is required are refused", () => {
  expectRefusal(validator, "nodes/create");
});
