import { expect, test } from "vitest";
import { publishOrder } from "../../src/release/publish-order.ts";
import { publishCommandLine } from "../../src/release/publish-package.ts";
import { offersProvenance } from "../../src/release/offers-provenance.ts";
import { repositoryRoot, type WorkspacePackage, workspacePackages } from "../../src/workspace.ts";

const needing = (name: string, ...names: readonly string[]): WorkspacePackage => ({
  folder: name,
  directory: name,
  json: { name, dependencies: Object.fromEntries(names.map((needed) => [needed, "^1.0.0"])) },
});
const order = (...packages: readonly WorkspacePackage[]): readonly string[] =>
  publishOrder(packages).map(({ json }) => json.name);

test("a package is published after those it needs", () => {
  expect(order(needing("a", "c", "b"), needing("b", "c"), needing("c", "zod"))).toEqual([
    "c",
    "b",
    "a",
  ]);
});

test("packages that need each other are named", () => {
  expect(() => order(needing("a", "b"), needing("b", "a"), needing("c"))).toThrow(
    "a, b need each other.",
  );
});

test("core is the first of this repository's packages that anything needs", () => {
  const names = order(...workspacePackages(repositoryRoot));
  expect(names.indexOf("@agentflow/core")).toBeLessThan(names.indexOf("@agentflow/pattern-api"));
  expect(names.indexOf("@agentflow/pattern-api")).toBeLessThan(
    names.indexOf("@agentflow/pattern-github"),
  );
});

test.for([
  ["1.0.0", "latest"],
  ["1.0.0+build-1", "latest"],
  ["1.0.0-next.2", "next"],
  ["1.0.0-beta.0+build", "beta"],
  ["1.0.0-0", "next"],
])("version %s is published under the tag %s", ([version = "", tag]) => {
  const commandLine = publishCommandLine("package.tgz", version, false);
  expect(commandLine[commandLine.indexOf("--tag") + 1]).toBe(tag);
});

test("npm is asked for provenance only where there can be one, and for no script", () => {
  const usual = "publish package.tgz --access public --tag latest --ignore-scripts".split(" ");
  expect(publishCommandLine("package.tgz", "1.0.0", false)).toEqual(usual);
  expect(publishCommandLine("package.tgz", "1.0.0", true)).toEqual([...usual, "--provenance"]);
});

test("provenance is given where the workflow has an identity", () => {
  expect(offersProvenance({ CI: "true" })).toBe(false);
  expect(offersProvenance({ ACTIONS_ID_TOKEN_REQUEST_URL: "https://example.com" })).toBe(true);
  expect(offersProvenance({ SIGSTORE_ID_TOKEN: "token" })).toBe(true);
});
