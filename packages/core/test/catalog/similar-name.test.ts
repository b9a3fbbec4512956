import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ownPackages, ownPatterns } from "../../src/catalog/own-packages.js";
import { findSimilarName } from "../../src/catalog/similar-name.js";

const stripe = "@agentflow/pattern-stripe";

describe("a name that could be taken for one of AgentFlow's own", () => {
  test.each([
    ["one letter less", "@agentflow/pattern-strpe", stripe],
    ["one letter more", "@agentflow/pattern-stripes", stripe],
    ["another letter", "@agentflow/pattern-strive", stripe],
    ["two letters swapped", "@agentflow/pattern-stirpe", stripe],
    ["a digit for a letter", "@agentfl0w/pattern-str1pe", stripe],
    ["two letters for one", "@agentflovv/pattern-stripe", stripe],
    ["a Cyrillic letter", "@\u0430gentflow/pattern-stripe", stripe],
    ["Greek letters", "@agentfl\u03bfw/pattern-str\u03b9pe", stripe],
    ["a full-width letter", "@agentflow/pattern-strip\uff45", stripe],
    ["capital letters", "@AgentFlow/pattern-Stripe", stripe],
    ["another sign between words", "agentflow-pattern-stripe", stripe],
    ["no sign between words", "@agentflow/patternstripe", stripe],
    ["its scope one letter off", "@agentflows/something-else", "@agentflow/…"],
    ["its scope in another script", "@\u0430gentflow/something-else", "@agentflow/…"],
    ["another package of its", "@agentflow/c1i", "@agentflow/cli"],
  ])("by %s", (_how, name, expected) => {
    expect(findSimilarName(name, [])).toBe(expected);
  });
});

test("a name that could be taken for one that is installed", () => {
  expect(findSimilarName("agentflow-pattern-shap", ["agentflow-pattern-shop"])).toBe(
    "agentflow-pattern-shop",
  );
});

test.each([
  stripe,
  "@acme/agentflow-pattern-stripe",
  "agentflow-pattern-weather",
  "@agentflow/pattern-something-new",
  "@acme/pets",
  "agentflow-pattern-shop",
])("%s is taken for no other", (name) => {
  expect(findSimilarName(name, ["agentflow-pattern-shop"])).toBeUndefined();
});

test("none of AgentFlow's own is taken for another one", () => {
  expect(ownPackages.map((name) => findSimilarName(name, []))).toEqual(
    ownPackages.map(() => undefined),
  );
});

test("AgentFlow's own are those of this repository", () => {
  const folder = join(import.meta.dirname, "../../..");
  const packages = readdirSync(folder).map(
    (name) =>
      JSON.parse(readFileSync(join(folder, name, "package.json"), "utf8")) as {
        readonly name: string;
        readonly agentflow?: object;
      },
  );
  expect(ownPackages.toSorted()).toEqual(packages.map(({ name }) => name).toSorted());
  const patterns = packages.filter(({ agentflow }) => agentflow !== undefined);
  expect(ownPatterns.toSorted()).toEqual(patterns.map(({ name }) => name).toSorted());
});
