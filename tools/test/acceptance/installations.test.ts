import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { repositoryRoot } from "../../src/workspace.ts";
import { installations, yarn } from "./installations.ts";
import { patience, Project, publishedVersion, publisher } from "./project.ts";

/** Where pnpm and Yarn keep what they fetched, for all of these tests and no longer. */
const store = mkdtempSync(join(tmpdir(), "agentflow-store-"));
const variables = {
  XDG_DATA_HOME: store,
  XDG_CACHE_HOME: store,
  XDG_STATE_HOME: store,
  YARN_GLOBAL_FOLDER: join(store, "yarn"),
  YARN_NPM_REGISTRY_SERVER: publisher().url,
};

afterAll(() => {
  rmSync(store, { recursive: true, force: true });
});

const document = readFileSync(
  join(repositoryRoot, "packages/pattern-github/test/small/openapi.json"),
  "utf8",
);

describe.for(installations)(
  "in a project installed with $title",
  { timeout: patience },
  (installation) => {
    const { files, folder = ".", program, add, execute } = installation;

    test("a pattern is added, found, loads the pattern it extends, and makes a verified adapter", async () => {
      const npmrc = {
        ".npmrc": `registry=${publisher().url}\n`,
        [`${folder}/github.json`]: document,
      };
      const project = Project.forTest({ ...files, ...npmrc }, variables);
      await project.run(program, [...add, "@agentflow/cli"], folder);

      const agentflow = async (commandLine: readonly string[]): Promise<unknown> => {
        const words = [...execute, "agentflow", ...commandLine, "--json"];
        return JSON.parse(await project.run(program, words, folder));
      };
      await agentflow([
        "pattern",
        "add",
        `github@${publishedVersion("@agentflow/pattern-github")}`,
      ]);
      expect(await agentflow(["pattern", "list"])).toMatchObject({
        patterns: [{ package: "@agentflow/pattern-github" }],
        diagnostics: [],
      });
      const create = ["integrate", "create", "--name", "GitHub", "--document", "github.json"];
      expect(await agentflow(create)).toMatchObject({
        pattern: { package: "@agentflow/pattern-github" },
        tests: { failed: 0 },
        score: { total: 100 },
      });
    });
  },
);

test(
  "in a project installed with Yarn Plug'n'Play every command names what to set",
  { timeout: patience },
  async () => {
    const project = Project.forTest(
      {
        "package.json": { name: "product", private: true, type: "module" },
        "yarn.lock": "",
        ".yarnrc.yml": { ...yarn, nodeLinker: "pnp" },
      },
      variables,
    );
    const added = ["@agentflow/cli", "@agentflow/pattern-github"];
    await project.run("yarn", ["add", "--mode=skip-build", ...added]);
    const problem = {
      code: "AF_CONFIG_INVALID",
      help: 'Set "nodeLinker: node-modules" in .yarnrc.yml and run "yarn install".',
    };
    const list = await project.start("yarn", ["agentflow", "pattern", "list", "--json"]);
    expect(JSON.parse(list.stdout)).toMatchObject({ patterns: [], diagnostics: [problem] });
    const create = ["integrate", "create", "--name", "GitHub", "--type", "api"];
    const created = await project.start("yarn", ["agentflow", ...create, "--json"]);
    expect(JSON.parse(created.stdout)).toMatchObject({ diagnostics: [problem] });
  },
);
