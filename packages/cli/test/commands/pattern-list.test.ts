import { describe, expect, test } from "vitest";
import { runCommand } from "../run-command.js";
import { temporaryFolder } from "../temporary-folder.js";

const manifest = { contract: 1, type: "api", title: "T", services: [], entry: "./index.js" };

async function project() {
  return temporaryFolder({
    "package.json": { dependencies: { fine: "1.0.0", throws: "1.0.0", broken: "1.0.0" } },
    "node_modules/fine/package.json": {
      name: "fine",
      version: "1.0.0",
      agentflow: { ...manifest, id: "fine", services: ["Pets", "Cats"] },
    },
    "node_modules/throws/package.json": {
      name: "throws",
      version: "2.0.0",
      agentflow: { ...manifest, id: "throws" },
    },
    "node_modules/throws/index.js": "throw new Error('loaded')",
    "node_modules/broken/package.json": {
      name: "broken",
      version: "1.0.0",
      agentflow: { ...manifest, contract: 9 },
    },
  });
}

describe("pattern list", () => {
  test("lists patterns without loading them, and the problems of the others", async () => {
    const { exitCode, stdout } = await runCommand(["pattern", "list"], {
      workingDirectory: await project(),
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      [
        "id      package  version  type  services    contract",
        "fine    fine     1.0.0    api   Pets, Cats  1",
        "throws  throws   2.0.0    api   any         1",
      ].join("\n"),
    );
    expect(stdout).toContain("error AF_CONTRACT_UNSUPPORTED: broken 1.0.0");
  });

  test("--json prints the same as one document", async () => {
    const { stdout } = await runCommand(["pattern", "list", "--json"], {
      workingDirectory: await project(),
    });
    expect(JSON.parse(stdout)).toMatchObject({
      patterns: [
        { id: "fine", package: "fine", version: "1.0.0", services: ["Pets", "Cats"], contract: 1 },
        { id: "throws" },
      ],
      diagnostics: [{ code: "AF_CONTRACT_UNSUPPORTED", severity: "error" }],
    });
  });

  test("without any it says how to install one", async () => {
    const { stdout } = await runCommand(["pattern", "list"], {
      workingDirectory: await temporaryFolder({ "package.json": {} }),
    });
    expect(stdout).toContain("npm install --save-dev @agentflow/pattern-api");
  });
});
