import { expect, test } from "vitest";
import { createTrees } from "../src/index.js";
import { expectCall } from "./client-call.js";

const client = createTrees();

const groups: readonly (readonly [name: string, group: object, operations: number])[] = [
  ["nodes", client.nodes, 2],
];

test.each(groups)("the client has every operation of %s", (_name, group, count) => {
  const operations = Object.values(group).filter((member) => typeof member === "function");
  expect(operations).toHaveLength(count);
});

test("the client makes calls", () =>
  expectCall(
    ["nodes", "list required"],
    (baseUrl) => createTrees({ baseUrl }),
    (one) => one.nodes.list()));
