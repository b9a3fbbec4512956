import { expect, test } from "vitest";
import { remembered } from "../../src/operations/remembered.js";

test("an answer is worked out once for each pair of objects", () => {
  const asked: string[] = [];
  const pair = remembered((owner: { name: string }, subject: { name: string }) => {
    asked.push(owner.name + subject.name);
    return owner.name === "a" ? owner.name + subject.name : undefined;
  });
  const [a, b, x, y] = [{ name: "a" }, { name: "b" }, { name: "x" }, { name: "y" }];
  expect([pair(a, x), pair(a, x), pair(a, y), pair(b, x), pair(b, x)]).toEqual([
    "ax",
    "ax",
    "ay",
    undefined,
    undefined,
  ]);
  expect(asked).toEqual(["ax", "ay", "bx"]);
});
