import { describe, expect, test } from "vitest";
import { changedOperations } from "../../../src/document/correction/changed-operations.js";
import { withResources } from "../../../src/document/correction/with-resources.js";
import type { JsonObject } from "../../../src/document/json-object.js";
import { read } from "../../model/read.js";

/** Ids of operations, by `METHOD path`. */
function ids(...places: readonly string[]): Readonly<Record<string, unknown>> {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const place of places) {
    const [method = "", path = ""] = place.split(" ");
    const operation = { operationId: "made", tags: ["any"] };
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation };
  }
  const found: Record<string, unknown> = {};
  changedOperations(withResources({ paths }, "/v1"), (operation, method, path) => {
    found[`${method.toUpperCase()} ${path}`] = operation["operationId"];
    return operation;
  });
  return found;
}

describe("withResources", () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    [
      "a collection and its members",
      {
        "GET /v1/charges": "charges/list",
        "POST /v1/charges": "charges/create",
        "GET /v1/charges/{charge}": "charges/retrieve",
        "POST /v1/charges/{charge}": "charges/update",
        "PATCH /v1/charges/{charge}": "charges/patch",
        "DELETE /v1/charges/{charge}": "charges/delete",
      },
    ],
    [
      "actions of a member, and of a collection",
      {
        "GET /v1/quotes/{quote}": "quotes/retrieve",
        "POST /v1/quotes/{quote}/mark_accepted": "quotes/markAccepted",
        "GET /v1/quotes/{quote}/pdf": "quotes/pdf",
        "GET /v1/quotes/search": "quotes/search",
      },
    ],
    [
      "collections inside of members, also where a parameter has two names",
      {
        "GET /v1/customers/{id}/sources": "customers/listSources",
        "POST /v1/customers/{id}/sources": "customers/createSources",
        "GET /v1/customers/{customer}/sources/{id}": "customers/retrieveSources",
        "POST /v1/customers/{customer}/sources/{id}/verify": "customers/verifySources",
        "DELETE /v1/customers/{customer}/discount": "customers/deleteDiscount",
      },
    ],
    [
      "a thing that is there once, with and without its like inside of a member",
      {
        "GET /v1/balance": "balance/retrieve",
        "POST /v1/account_links": "account_links/create",
        "GET /v1/customers/{customer}/cash_balance": "customers/retrieveCashBalance",
        "POST /v1/customers/{customer}/cash_balance": "customers/updateCashBalance",
      },
    ],
    ["what is elsewhere", { "GET /v2/things": "made", "GET /v1": "made" }],
  ])("names %s", (_case, expected) => {
    expect(ids(...Object.keys(expected))).toEqual(expected);
  });

  test("makes groups of a client, whose operations have the short names", () => {
    const responses = { 204: { description: "" } };
    const root = withResources(
      {
        openapi: "3.1.0",
        info: { title: "A", version: "1" },
        servers: [{ url: "https://api.example.com" }],
        paths: { "/v1/payment_intents/{intent}": { get: { responses } } },
      },
      "/v1",
    );
    const { model } = read(root);
    expect(model.groups.map(({ name }) => name)).toEqual(["paymentIntents"]);
    expect(model.groups[0]?.operations.map(({ id, name }) => [id, name])).toEqual([
      ["payment_intents/retrieve", "retrieve"],
    ]);
  });
});
