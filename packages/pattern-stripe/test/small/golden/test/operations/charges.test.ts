import { test } from "vitest";
import * as operations from "../../src/operations/charges.js";
import { service } from "../../src/service.js";
import { wireTest } from "../wire-test.js";

const wire = wireTest(service, "charges");

test("charges/capture sends POST /v1/charges/{charge}/capture", () =>
  wire.answers("capture", (client) =>
    operations.capture(client, { charge: "charge /?#&=+%é", body: { amount: 1 } })));

test("charges/capture sends no more than what is required", () =>
  wire.answers("capture required", (client) =>
    operations.capture(client, { charge: "charge" })));

test("charges/create sends POST /v1/charges", () =>
  wire.answers("create", (client) =>
    operations.create(client, {
      body: { amount: 1, metadata: { key1: "key1" }, expand: ["expand"] },
    })));

test("charges/create sends no more than what is required", () =>
  wire.answers("create required", (client) =>
    operations.create(client)));

test("charges/list sends GET /v1/charges", () =>
  wire.answers("list", (client) =>
    operations.list(client, {
      expand: ["expand", "expand 2"],
      limit: 1,
      starting_after: "starting_after /?#&=+%é",
    })));

test("charges/list sends no more than what is required", () =>
  wire.answers("list required", (client) =>
    operations.list(client)));

test("charges/list yields the items of its pages", () =>
  wire.yields("list required", (client) =>
    operations.list.all(client), "data"));

test("charges/retrieve sends GET /v1/charges/{charge}", () =>
  wire.answers("retrieve", (client) =>
    operations.retrieve(client, { charge: "charge /?#&=+%é", expand: ["expand", "expand 2"] })));

test("charges/retrieve sends no more than what is required", () =>
  wire.answers("retrieve required", (client) =>
    operations.retrieve(client, { charge: "charge" })));

test("charges/search sends GET /v1/charges/search", () =>
  wire.answers("search", (client) =>
    operations.search(client, { page: "page /?#&=+%é", query: "query /?#&=+%é" })));

test("charges/search sends no more than what is required", () =>
  wire.answers("search required", (client) =>
    operations.search(client, { query: "query" })));

test("charges/search yields the items of its pages", () =>
  wire.yields("search required", (client) =>
    operations.search.all(client, { query: "query" }), "data"));
