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
        "id      package  version  type  services    contract  from",
        "fine    fine     1.0.0    api   Pets, Cats  1         registry",
        "throws  throws   2.0.0    api   any         1         registry",
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
    expect(stdout).toContain("agentflow pattern add api");
  });

  test("says where each comes from, what other name it has here, and what several claim", async () => {
    const claiming = {
      contract: 1,
      id: "pets",
      type: "api",
      title: "Pets",
      services: ["Pets"],
      entry: "./index.js",
    };
    const json = (name: string, version: string) => ({ name, version, agentflow: claiming });
    const { stdout } = await runCommand(["pattern", "list"], {
      workingDirectory: await temporaryFolder({
        "package.json": {
          dependencies: { one: "1.0.0", "one-0": "npm:one@0.1.0", two: "file:../two" },
        },
        "node_modules/one/package.json": json("one", "1.0.0"),
        "node_modules/one-0/package.json": json("one", "0.1.0"),
        "node_modules/two/package.json": json("two", "1.0.0"),
      }),
    });
    expect(stdout).toContain("pets  one      1.0.0    api   Pets      1         registry\n");
    expect(stdout).toContain(
      "pets  one      0.1.0    api   Pets      1         registry, as one-0\n",
    );
    expect(stdout).toContain("pets  two      1.0.0    api   Pets      1         file\n");
    expect(stdout).toContain('warning AF_PATTERN_TIED: one and two know the service "Pets".');
  });
});
