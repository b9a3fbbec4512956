import { expect, test } from "vitest";
import { createGitHub } from "../src/index.js";
import { expectCall } from "./client-call.js";
import { testCredential } from "./wire-data.js";

const client = createGitHub();

const groups: readonly (readonly [name: string, group: object, operations: number])[] = [
  ["issues", client.issues, 1],
];

test.each(groups)("the client has every operation of %s", (_name, group, count) => {
  const operations = Object.values(group).filter((member) => typeof member === "function");
  expect(operations).toHaveLength(count);
});

test("a call of the client with token carries it", () =>
  expectCall(
    ["issues", "listForRepo required"],
    (baseUrl) => createGitHub({ baseUrl, token: testCredential("token") }),
    (one) => one.issues.listForRepo({ owner: "owner", repo: "repo" }),
    [{ in: "header", name: "authorization", scheme: "Bearer", options: ["token"] }]));
