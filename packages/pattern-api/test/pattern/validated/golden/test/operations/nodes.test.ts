import { test } from "vitest";
import * as operations from "../../src/operations/nodes.js";
import { service } from "../../src/service.js";
import { validate } from "../validation.js";
import { wireTest } from "../wire-test.js";

const wire = wireTest(service, "nodes", { validate });

test("nodes/create sends POST /nodes", () =>
  wire.answers("create", (client) =>
    operations.create(client, {
      body: { kind: "leaf", name: "a", color: "green", size: 1, at: [1, 1] },
    })));

test("nodes/create sends no more than what is required", () =>
  wire.answers("create required", (client) =>
    operations.create(client, { body: { kind: "leaf", name: "a" } })));

test("nodes/list sends GET /nodes", () =>
  wire.answers("list", (client) =>
    operations.list(client, { kind: "leaf", since: "2024-02-29", limit: 1 })));

test("nodes/list sends no more than what is required", () =>
  wire.answers("list required", (client) =>
    operations.list(client)));
