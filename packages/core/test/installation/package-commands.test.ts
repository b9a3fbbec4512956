import { describe, expect, test } from "vitest";
import { addCommand, removeCommand } from "../../src/installation/package-commands.js";
import type { PackageManagerName } from "../../src/installation/package-manager.js";

function manager(name: PackageManagerName) {
  return { name, program: name === "yarn-classic" ? "yarn" : name };
}

const requests = [
  { name: "@acme/pattern-pets", version: "1.2.3" },
  { name: "@acme/pattern-pets", version: "1.0.0", alias: "pets-1" },
];
const specifiers = ["@acme/pattern-pets@1.2.3", "pets-1@npm:@acme/pattern-pets@1.0.0"];

// Each was run with the real program: npm 11.19, pnpm 12.21, Yarn 4.18, Yarn 1.22 and Bun 1.4.
describe("adding exact versions and an alias", () => {
  test.each([
    ["npm", "npm", "install --save-dev --ignore-scripts --no-audit --no-fund --save-exact"],
    ["pnpm", "pnpm", "add --save-dev --ignore-scripts --ignore-workspace-root-check --save-exact"],
    ["yarn", "yarn", "add --dev --mode=skip-build --exact"],
    [
      "yarn-classic",
      "yarn",
      "add --dev --ignore-scripts --ignore-workspace-root-check --non-interactive --exact",
    ],
    ["bun", "bun", "add --dev --ignore-scripts --exact"],
  ] as const)("with %s", (name, program, args) => {
    expect(addCommand(manager(name), requests, { exact: true })).toEqual({
      program,
      args: [...args.split(" "), "--", ...specifiers],
    });
  });
});

describe("removing by the names they are installed under", () => {
  test.each([
    ["npm", "npm", "uninstall --ignore-scripts --no-audit --no-fund"],
    ["pnpm", "pnpm", "remove --ignore-scripts"],
    ["yarn", "yarn", "remove --mode=skip-build"],
    [
      "yarn-classic",
      "yarn",
      "remove --ignore-scripts --ignore-workspace-root-check --non-interactive",
    ],
    ["bun", "bun", "remove --ignore-scripts"],
  ] as const)("with %s", (name, program, args) => {
    expect(removeCommand(manager(name), ["pets-1", "@acme/pattern-pets"])).toEqual({
      program,
      args: [...args.split(" "), "--", "pets-1", "@acme/pattern-pets"],
    });
  });
});

test("a range is written as a range", () => {
  const { args } = addCommand(manager("npm"), [{ name: "pets", version: "^1.2.0 || 2.x" }]);
  expect(args).not.toContain("--save-exact");
  expect(args.at(-1)).toBe("pets@^1.2.0 || 2.x");
});

test("an alias that is the name is none", () => {
  const request = { name: "pets", version: "latest", alias: "pets" };
  expect(addCommand(manager("npm"), [request]).args.at(-1)).toBe("pets@latest");
});

test.each([
  [{ name: "--registry=http://evil", version: "1.0.0" }],
  [{ name: "-g", version: "1.0.0" }],
  [{ name: "../evil", version: "1.0.0" }],
  [{ name: "pets", version: "1.0.0", alias: "../evil" }],
  [{ name: "pets", version: "http://evil/x.tgz" }],
  [{ name: "pets", version: "npm:evil" }],
  [{ name: "pets", version: "--force" }],
  [{ name: "pets", version: "" }],
  [{ name: "pets", version: "1.0.0\n--force" }],
])("%j reaches no package manager", (request) => {
  expect(() => addCommand(manager("npm"), [request])).toThrow(
    expect.objectContaining({ code: "AF_USAGE_INVALID" }),
  );
});

test("what is no name is not removed", () => {
  expect(() => removeCommand(manager("npm"), ["--global"])).toThrow("is not the name of a package");
});
