import { describe, expect, test } from "vitest";
import { createStyle } from "../src/style.js";

const terminal = { isTTY: true, write: () => undefined };
const pipe = { isTTY: false, write: () => undefined };

describe("createStyle", () => {
  test("a terminal has colours", () => {
    expect(createStyle(terminal, {}).good("x")).toBe("\u001B[32mx\u001B[39m");
  });

  test.each([
    ["a pipe has none", pipe, {}],
    ["NO_COLOR takes them away", terminal, { NO_COLOR: "1" }],
    ["FORCE_COLOR=0 takes them away", terminal, { FORCE_COLOR: "0" }],
    ["a dumb terminal has none", terminal, { TERM: "dumb" }],
  ])("%s", (_name, stream, environment) => {
    expect(createStyle(stream, environment).bad("x")).toBe("x");
  });

  test.each([
    ["an empty NO_COLOR says nothing", terminal, { NO_COLOR: "" }],
    ["FORCE_COLOR gives a pipe colours", pipe, { FORCE_COLOR: "1" }],
    ["FORCE_COLOR goes before NO_COLOR", pipe, { FORCE_COLOR: "1", NO_COLOR: "1" }],
  ])("%s", (_name, stream, environment) => {
    expect(createStyle(stream, environment).colored).toBe(true);
  });
});
