import { test } from "vitest";
import * as operations from "../../src/operations/general.js";
import { service } from "../../src/service.js";
import { wireTest } from "../wire-test.js";

const wire = wireTest(service, "general");

test("delete sends PUT /files/{name}", () =>
  wire.answers("delete", (client) =>
    operations.delete(client, {
      name: "name /?#&=+%é",
      body: new Uint8Array([0, 1, 10, 13, 127, 128, 195, 40, 254, 255]),
    })));

test("delete sends no more than what is required", () =>
  wire.answers("delete required", (client) =>
    operations.delete(client, { name: "name" })));

test("getFile sends GET /files/{name}", () =>
  wire.answers("getFile", (client) =>
    operations.getFile(client, { name: "name /?#&=+%é", ids: [1, 1], name_header: "name" })));

test("getFile sends no more than what is required", () =>
  wire.answers("getFile required", (client) =>
    operations.getFile(client, { name: "name" })));

test("getFile rejects with the documented 404", () =>
  wire.rejects("getFile 404", operations.getFile, (client) =>
    operations.getFile(client, { name: "name" })));
