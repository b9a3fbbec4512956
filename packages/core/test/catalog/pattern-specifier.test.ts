import { expect, test } from "vitest";
import { parsePatternSpecifier } from "../../src/catalog/pattern-specifier.js";

test.each([
  ["stripe", { name: "@agentflow/pattern-stripe" }],
  ["pattern-stripe", { name: "@agentflow/pattern-stripe" }],
  ["stripe@1.2.3", { name: "@agentflow/pattern-stripe", range: "1.2.3" }],
  ["@acme/pets", { name: "@acme/pets" }],
  ["@acme/pets@^1.2.0 || 2.x", { name: "@acme/pets", range: "^1.2.0 || 2.x" }],
  ["@acme/pets@next", { name: "@acme/pets", range: "next" }],
  ["agentflow-pattern-pets@*", { name: "agentflow-pattern-pets", range: "*" }],
  ["npm:pets", { name: "pets" }],
  ["npm:@acme/pets@1", { name: "@acme/pets", range: "1" }],
])("%s means %j", (text, expected) => {
  expect(parsePatternSpecifier(text)).toEqual(expected);
});

test.each([
  "",
  "@",
  "@acme",
  "../stripe",
  "./stripe",
  "https://example.org/x.tgz",
  "git+ssh://git@example.org/x.git",
  "file:stripe",
  "stripe@",
  "stripe@file:../x",
  "stripe@https://example.org/x.tgz",
  "stripe@npm:other",
  "stripe@1.0.0@2.0.0",
  "stripe@--force",
  "a b",
  "str\u001b[31mipe",
])("%j names no pattern", (text) => {
  expect(() => parsePatternSpecifier(text)).toThrow(
    expect.objectContaining({
      code: "AF_USAGE_INVALID",
      message: expect.not.stringContaining("\u001b"),
    }),
  );
});

test("a name in letters of another script that looks like AgentFlow's is called so", () => {
  expect(() => parsePatternSpecifier("@\u0430gentflow/pattern-stripe@1.0.0")).toThrow(
    expect.objectContaining({
      code: "AF_PACKAGE_LOOKALIKE",
      help: expect.stringContaining("@agentflow/pattern-stripe"),
    }),
  );
});
