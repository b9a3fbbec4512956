import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { repositoryRoot } from "../../src/workspace.ts";
import { installations } from "./installations.ts";
import { Project, publisher } from "./project.ts";

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

describe.for(installations)("in a project installed with $title", (installation) => {
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
    await agentflow(["pattern", "add", "github@0.1.0"]);
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
});
