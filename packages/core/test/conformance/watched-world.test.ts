import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Access, accessTexts, watchWorld } from "../../src/conformance/watched-world.js";

function seen(action: () => void): readonly Access[] {
  const accesses: Access[] = [];
  const end = watchWorld((access) => accesses.push(access));
  try {
    action();
  } finally {
    end();
  }
  return accesses;
}

test("each use is told with its first argument, also of a name that was imported before", () => {
  const here = new URL(import.meta.url);
  expect(seen(() => void readFileSync(here))).toEqual([
    { kind: "file read", call: "fs.readFileSync", subject: here.href },
  ]);
});

test("what is used works as before, and classes make what they made", () => {
  let date = new Date(0);
  const accesses = seen(() => {
    date = new Date();
  });
  expect(accesses.map(({ call }) => call)).toEqual(["Date"]);
  expect(date).toBeInstanceOf(Date);
  expect(date.getTime()).toBeGreaterThan(0);
});

test("a date of a given time, and a date written as text, ask no clock but their own", () => {
  expect(seen(() => void new Date(5))).toEqual([]);
  expect(seen(() => void Date()).map(({ kind }) => kind)).toEqual(["clock"]);
});

test("a use that throws is told, and the next one too", () => {
  const accesses = seen(() => {
    expect(() => readFileSync("/nowhere/at/all")).toThrow("ENOENT");
    Math.random();
  });
  expect(accessTexts(accesses)).toEqual(['fs.readFileSync("/nowhere/at/all")', "Math.random()"]);
});

test("nothing is told after the end, and everything is what it was", () => {
  const before = [Date, Math.random, Object.getOwnPropertyDescriptor(performance, "now")];
  const accesses = seen(() => {});
  Math.random();
  expect(accesses).toEqual([]);
  expect([Date, Math.random, Object.getOwnPropertyDescriptor(performance, "now")]).toEqual(before);
});

test("the same use is written once", () => {
  expect(accessTexts(seen(() => void [Math.random(), Math.random()]))).toEqual(["Math.random()"]);
});
