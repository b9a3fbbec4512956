import { describe, expect, it } from "vitest";
import {
  answerControl,
  directiveTime,
  parseCacheControl,
} from "../../../src/runtime/cache/cache-control.js";

describe("parseCacheControl", () => {
  it.each([
    [undefined, {}],
    ["", {}],
    ["no-store", { "no-store": "" }],
    ["Max-Age=60, PRIVATE", { "max-age": "60", private: "" }],
    ['max-age="60"', { "max-age": "60" }],
    ["max-age=1,max-age=2", { "max-age": "1" }],
    [
      'private="set-cookie, no-store", no-cache',
      { private: "set-cookie, no-store", "no-cache": "" },
    ],
    ['a="\\"", b', { a: '\\"', b: "" }],
    ["max-age=, no-cache", { "max-age": "", "no-cache": "" }],
    [", ,no-store,,", { "no-store": "" }],
    ['max-age="6', { "max-age": '"6' }],
  ])("reads %j", (field, directives) => {
    expect(Object.fromEntries(parseCacheControl(field))).toEqual(directives);
  });
});

describe("answerControl", () => {
  it("joins repeated fields", () => {
    const control = answerControl({ "cache-control": ["private", "max-age=1"] });
    expect(Object.fromEntries(control)).toEqual({ private: "", "max-age": "1" });
  });

  it.each([
    [{ pragma: "no-cache" }, true],
    [{ pragma: "No-Cache" }, true],
    [{ pragma: "x" }, false],
    [{ pragma: "no-cache", "cache-control": "max-age=1" }, false],
    [{}, false],
  ])("takes %j for no-cache: %j", (headers, expected) => {
    expect(answerControl(headers).has("no-cache")).toBe(expected);
  });
});

describe("directiveTime", () => {
  it.each([
    ["max-age=60", 60_000],
    ["max-age=0", 0],
    ["max-age=99999999999999999999", 2 ** 31 * 1_000],
    ["max-age", 0],
    ["max-age=-1", 0],
    ["max-age=1.5", 0],
    ["max-age=60s", 0],
    ["private", undefined],
  ])("gives for %j %j ms", (field, time) => {
    expect(directiveTime(parseCacheControl(field), "max-age")).toBe(time);
  });
});
