import { join } from "node:path";
import { expect, test } from "vitest";
import { type Published, startPatternRegistry } from "../pattern-registry.js";
import { runCommand } from "../run-command.js";
import { temporaryFolder } from "../temporary-folder.js";

const stripe: Published = {
  name: "@agentflow/pattern-stripe",
  version: "1.0.0",
  fields: { description: "The Stripe\u001b[31m API" },
};
const search = {
  "-/v1/search?text=keywords:agentflow-pattern+stripe&size=50": {
    objects: [
      {
        package: {
          name: "@acme/pay",
          version: "2.0.0",
          keywords: ["agentflow-pattern"],
          publisher: { username: "jane" },
        },
      },
    ],
  },
};

async function run(argv: readonly string[], published: readonly Published[], answers = {}) {
  const registry = await startPatternRegistry(published, answers);
  const home = await temporaryFolder({
    "package.json": {},
    "home/.npmrc": `registry=${registry.url}\n`,
  });
  return runCommand(["pattern", "search", ...argv], {
    workingDirectory: home,
    environment: { HOME: join(home, "home"), npm_config_globalconfig: join(home, "none") },
  });
}

test("what is found is a table", async () => {
  const { exitCode, stdout, stderr } = await run(["stripe"], [stripe], search);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toBe(
    [
      "package                    version  published by  description",
      "@agentflow/pattern-stripe  1.0.0                  The Stripe API",
      "@acme/pay                  2.0.0    jane",
      "",
    ].join("\n"),
  );
});

test("--json prints the same as one document", async () => {
  const { stdout } = await run(["stripe", "--json"], [stripe], search);
  expect(JSON.parse(stdout)).toMatchObject({
    patterns: [{ name: "@agentflow/pattern-stripe" }, { name: "@acme/pay", publisher: "jane" }],
    diagnostics: [],
  });
});

test("a registry that cannot be searched is a warning with another way to look", async () => {
  const { exitCode, stdout } = await run(["weather"], [stripe]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(
    /^No pattern was found\.\n\nwarning AF_REGISTRY_UNREACHABLE: .* cannot be searched\.\n.*npmjs\.com/s,
  );
});
