import { expect, test } from "vitest";
import { createLibrary } from "../src/index.js";
import { expectCall } from "./client-call.js";
import { testCredential } from "./wire-data.js";

const client = createLibrary();

const groups: readonly (readonly [name: string, group: object, operations: number])[] = [
  ["books", client.books, 4],
];

test.each(groups)("the client has every operation of %s", (_name, group, count) => {
  const operations = Object.values(group).filter((member) => typeof member === "function");
  expect(operations).toHaveLength(count);
});

test("a call of the client with token carries it", () =>
  expectCall(
    ["books", "list required"],
    (baseUrl) => createLibrary({ baseUrl, token: testCredential("token") }),
    (one) => one.books.list(),
    [{ in: "header", name: "authorization", scheme: "Bearer", options: ["token"] }]));
