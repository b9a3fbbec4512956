import { test } from "vitest";
import * as operations from "../../src/operations/webhook-endpoints.js";
import { service } from "../../src/service.js";
import { wireTest } from "../wire-test.js";

const wire = wireTest(service, "webhook-endpoints");

test("webhook_endpoints/create sends POST /v1/webhook_endpoints", () =>
  wire.answers("create", (client) =>
    operations.create(client, { body: { enabled_events: ["*"], url: "url" } })));
