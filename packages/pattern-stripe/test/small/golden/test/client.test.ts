import { expect, test } from "vitest";
import { createStripe } from "../src/index.js";
import { expectCall } from "./client-call.js";
import { testCredential } from "./wire-data.js";

const client = createStripe();

const groups: readonly (readonly [name: string, group: object, operations: number])[] = [
  ["charges", client.charges, 5],
  ["customers", client.customers, 1],
  ["files", client.files, 1],
  ["webhookEndpoints", client.webhookEndpoints, 1],
];

test.each(groups)("the client has every operation of %s", (_name, group, count) => {
  const operations = Object.values(group).filter((member) => typeof member === "function");
  expect(operations).toHaveLength(count);
});

test("a call of the client with apiKey carries it", () =>
  expectCall(
    ["charges", "create required"],
    (baseUrl) => createStripe({ baseUrl, apiKey: testCredential("apiKey") }),
    (one) => one.charges.create(),
    [{ in: "header", name: "authorization", scheme: "Bearer", options: ["apiKey"] }]));
