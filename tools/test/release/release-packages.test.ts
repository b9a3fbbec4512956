import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Registry, startRegistry } from "@agentflow/services";
import { afterAll, beforeAll, expect, test } from "vitest";
import { repositoryRoot } from "../../src/workspace.ts";
import { fileTree } from "../file-tree.ts";
import { type Cut, startCountingProxy } from "./counting-proxy.ts";

const names = ["@agentflow/base", "@agentflow/middle", "@agentflow/top"] as const;
let registry: Registry;

beforeAll(async () => {
  registry = await startRegistry({ upstream: null });
});

afterAll(async () => {
  await registry.stop();
});

/** A committed repository of three packages, each of which depends on the one before. */
function makeRepository(version: string, changelog = version): string {
  const root = fileTree({
    "package.json": { name: "workspace", private: true, workspaces: ["packages/*"] },
    "packages/internal/package.json": { name: "@agentflow/internal", version, private: true },
    ...Object.fromEntries(
      names.flatMap((name, index) => {
        const folder = `packages/${name.replace("@agentflow/", "")}`;
        const before = names[index - 1];
        const dependencies = before ? { [before]: `^${version}` } : {};
        return [
          [`${folder}/package.json`, { name, version, dependencies }],
          [`${folder}/CHANGELOG.md`, `# ${name}\n\n## ${changelog}\n\n- Something.\n`],
        ];
      }),
    ),
  });
  git(root, "init", "--quiet");
  commit(root);
  return root;
}

function commit(root: string): void {
  git(root, "add", ".");
  git(root, "commit", "--quiet", "--message", "Change");
}

function git(root: string, ...commandLine: readonly string[]): string {
  return execFileSync("git", commandLine, {
    cwd: root,
    env: { ...process.env, ...author },
    encoding: "utf8",
  });
}

const author = {
  GIT_AUTHOR_NAME: "Tester",
  GIT_AUTHOR_EMAIL: "tester@example.com",
  GIT_COMMITTER_NAME: "Tester",
  GIT_COMMITTER_EMAIL: "tester@example.com",
};

/** Starts a release in a process group of its own. */
function startRelease(
  root: string,
  environment: NodeJS.ProcessEnv,
  commandLine: readonly string[] = [],
): { readonly kill: () => void; readonly ended: Promise<{ exitCode: unknown; output: string }> } {
  const program = join(repositoryRoot, "tools/src/publish-packages.ts");
  const child = spawn(process.execPath, [program, ...commandLine], {
    cwd: root,
    env: { ...environment, ...author },
    detached: true,
  });
  let output = "";
  child.stdout.on("data", (text: Buffer) => (output += text.toString()));
  child.stderr.on("data", (text: Buffer) => (output += text.toString()));
  return {
    kill: () => {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    },
    ended: once(child, "close").then(([exitCode]) => ({ exitCode, output })),
  };
}

const tags = (root: string): readonly string[] => git(root, "tag").split("\n").filter(Boolean);
const tagsOf = (version: string): readonly string[] => names.map((name) => `${name}@${version}`);

test.for(["before", "after"] as const)(
  "a release that is killed %s the registry has its second package is completed by the next one",
  async (moment) => {
    const version = moment === "before" ? "1.0.0" : "1.1.0";
    const root = makeRepository(version);
    const cut: Cut = { name: names[1], moment, action: () => first.kill() };
    const proxy = await startCountingProxy(registry.url, cut);
    const first = startRelease(root, registry.environmentBehind(proxy.url));
    expect((await first.ended).exitCode).toBeNull();
    expect(await registry.versions(names[2])).not.toContain(version);
    expect(tags(root)).toEqual(tagsOf(version).slice(0, 1));

    const open = await startCountingProxy(registry.url);
    const second = await startRelease(root, registry.environmentBehind(open.url)).ended;
    expect(second).toMatchObject({ exitCode: 0 });
    for (const name of names) expect(await registry.versions(name)).toContain(version);
    expect(tags(root)).toEqual(tagsOf(version));
    // In the order of their dependencies, each once.
    expect([...proxy.attempts, ...open.attempts]).toEqual(
      names.map((name) => ({ name, status: 201 })),
    );
  },
);

test("a second release publishes what has a new version, and names what changed without one", async () => {
  const root = makeRepository("2.0.0");
  await startRelease(root, registry.environment).ended;
  git(root, "tag", "--delete", "@agentflow/base@2.0.0");
  writeFileSync(join(root, "packages/base/index.js"), "");
  const manifest = { name: names[2], version: "2.1.0", dependencies: { [names[1]]: "^2.0.0" } };
  writeFileSync(join(root, "packages/top/package.json"), JSON.stringify(manifest));
  writeFileSync(join(root, "packages/top/CHANGELOG.md"), "# Top\n\n## 2.1.0\n");
  commit(root);
  // As continuous integration has it.
  const clone = fileTree({});
  git(clone, "clone", "--quiet", "--no-tags", root, ".");
  const proxy = await startCountingProxy(registry.url);
  const release = await startRelease(clone, registry.environmentBehind(proxy.url)).ended;
  expect(release.output).toContain(
    "kept        @agentflow/base@2.0.0, though its files have changed since",
  );
  expect(release.output).toContain("there       @agentflow/middle@2.0.0");
  expect(release.exitCode).toBe(0);
  expect(proxy.attempts).toEqual([{ name: names[2], status: 201 }]);
  expect(tags(clone)).toEqual(["@agentflow/top@2.1.0"]);
});

test("a dry run says what would be published, and does nothing", async () => {
  const root = makeRepository("4.0.0");
  const { exitCode, output } = await startRelease(root, registry.environment, ["--dry-run"]).ended;
  expect(output).toContain("to publish  @agentflow/base@4.0.0");
  expect(output).toContain("Without provenance");
  expect(output).not.toContain("@agentflow/internal");
  expect(exitCode).toBe(0);
  expect(await registry.versions(names[0])).not.toContain("4.0.0");
  expect(tags(root)).toEqual([]);
});

test("nothing is released from a tree with changes, without a changelog, or without the repository that provenance needs", async () => {
  const root = makeRepository("5.0.0", "4.9.0");
  writeFileSync(join(root, "packages/base/new.js"), "");
  rmSync(join(root, "packages/top/CHANGELOG.md"));
  const environment = { ...registry.environment, ACTIONS_ID_TOKEN_REQUEST_URL: "http://127.0.0.1" };
  const { exitCode, output } = await startRelease(root, environment).ended;
  expect(output).toContain("packages/base/new.js: is not committed");
  expect(output).toContain("packages/base/CHANGELOG.md: says nothing about 5.0.0");
  expect(output).toContain("packages/top/CHANGELOG.md: says nothing about 5.0.0");
  expect(output).toContain('packages/middle/package.json: has no "repository"');
  expect(exitCode).toBe(1);
  expect(await registry.versions(names[0])).not.toContain("5.0.0");
});
