import { expect, test } from "vitest";
import { createService3Files } from "../src/index.js";
import { expectCall } from "./client-call.js";

const client = createService3Files();

const groups: readonly (readonly [name: string, group: object, operations: number])[] = [
  ["general", client.general, 2],
];

test.each(groups)("the client has every operation of %s", (_name, group, count) => {
  const operations = Object.values(group).filter((member) => typeof member === "function");
  expect(operations).toHaveLength(count);
});

test("the client makes calls", () =>
  expectCall(
    ["general", "delete required"],
    (baseUrl) => createService3Files({ baseUrl }),
    (one) => one.general.delete({ name: "name" })));
