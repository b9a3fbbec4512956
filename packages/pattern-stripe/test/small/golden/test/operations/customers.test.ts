import { test } from "vitest";
import * as operations from "../../src/operations/customers.js";
import { service } from "../../src/service.js";
import { wireTest } from "../wire-test.js";

const wire = wireTest(service, "customers");

test("customers/delete sends DELETE /v1/customers/{customer}", () =>
  wire.answers("delete", (client) =>
    operations.delete(client, {
      customer: "customer /?#&=+%é",
      at: 1,
      expand: ["expand", "expand 2"],
    })));

test("customers/delete sends no more than what is required", () =>
  wire.answers("delete required", (client) =>
    operations.delete(client, { customer: "customer" })));
