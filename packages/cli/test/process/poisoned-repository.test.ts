import { mkdir, readdir, readFile, readlink, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.js";
import { petsProject } from "./pets-project.js";
import { spawnCommand } from "./spawn-command.js";

/** Everything in a folder, links by where they lead. */
async function contents(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = entries
    .filter((entry) => !entry.isDirectory())
    .map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const text = entry.isSymbolicLink() ? await readlink(path) : await readFile(path, "utf8");
      return [path, text] as const;
    });
  return Object.fromEntries(await Promise.all(found));
}

async function link(project: string, path: string, target: string): Promise<void> {
  await mkdir(dirname(join(project, path)), { recursive: true });
  await symlink(target, join(project, path));
}

/** A server that nobody has been told of by the user; what asked it. */
async function canary(): Promise<{ readonly url: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const create = "integrate create --name Pets --force".split(" ");
/** Commands that ask and look, in a repository that was just cloned. */
const looking = [
  "integrate list",
  "pattern list",
  "doctor",
  "integrate create --name Pets --dry-run",
];

describe("a cloned repository", () => {
  test.each([
    ["the folder of the package", "integrations/pets", ""],
    ["the folder of all packages", "integrations", ""],
    ["a folder further up, missing below", "integrations", "missing"],
  ])("whose link for %s leads out gets nothing written there", async (_title, path, below) => {
    const outside = await temporaryFolder();
    if (below === "") await writeFile(join(outside, "mine.txt"), "mine");
    const project = await petsProject();
    await link(project, path, outside);
    const before = await contents(outside);
    const { exitCode, stderr } = await spawnCommand(create, { directory: project }).ended;
    expect(exitCode).toBe(2);
    expect(stderr).toContain("AF_OUTPUT_OUTSIDE");
    expect(await contents(outside)).toEqual(before);
    for (const command of ["validate", "diff"]) {
      const argv = ["integrate", command, "integrations/pets"];
      const ended = await spawnCommand(argv, { directory: project }).ended;
      expect(ended.stderr).toContain("AF_OUTPUT_OUTSIDE");
    }
    expect(await contents(outside)).toEqual(before);
  });

  test.each([".agentflow/history.jsonl", ".agentflow"])(
    "whose link at %s leads out gets no line added there, and none shown",
    async (path) => {
      const outside = await temporaryFolder({ "history.jsonl": "root:secret\n" });
      const project = await petsProject();
      await link(project, path, path === ".agentflow" ? outside : join(outside, "history.jsonl"));
      const before = await contents(outside);
      const ended = await spawnCommand(create, { directory: project }).ended;
      const listed = await spawnCommand(["integrate", "list"], { directory: project }).ended;
      expect(ended.exitCode).toBe(0);
      expect(await contents(outside)).toEqual(before);
      expect(JSON.stringify([ended, listed])).not.toContain("root:secret");
    },
  );

  test.each(["new", "old", "trash", "check", "lock"])(
    "whose link stands where a run leaves %s keeps what it leads to",
    async (role) => {
      const outside = await temporaryFolder({ "mine.txt": "mine", "agentflow.json": "{}" });
      const project = await petsProject();
      const target = role === "lock" ? join(outside, "mine.txt") : outside;
      await link(project, `integrations/.pets.agentflow-${role}`, target);
      const before = await contents(outside);
      await spawnCommand(create, { directory: project }).ended;
      await spawnCommand(["integrate", "validate", "integrations/pets"], { directory: project })
        .ended;
      expect(await contents(outside)).toEqual(before);
    },
  );

  test("whose record names files outside of the package gets none of them read or removed", async () => {
    const outside = await temporaryFolder({ "mine.txt": "mine" });
    const project = await petsProject();
    await spawnCommand(create, { directory: project }).ended;
    const record = join(project, "integrations/pets/agentflow.json");
    const known = JSON.parse(await readFile(record, "utf8")) as { readonly files: object }; // Just written.
    const files = { ...known.files, [`../../..${outside}/mine.txt`]: `sha256-${"0".repeat(64)}` };
    await writeFile(record, JSON.stringify({ ...known, files }));
    const { exitCode, stderr } = await spawnCommand(create, { directory: project }).ended;
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("AF_OUTPUT_FOREIGN")]);
    expect(await contents(outside)).toEqual({ [join(outside, "mine.txt")]: "mine" });
  });

  test("has no command run and nobody asked by what only looks", async () => {
    const { url, asked } = await canary();
    const outside = await temporaryFolder();
    const program = `require("node:fs").writeFileSync(${JSON.stringify(join(outside, "ran"))}, "ran");`;
    const project = await petsProject({
      ".npmrc": `registry=${url}/\nscript-shell=/bin/false\n`,
      "agentflow.config.json": { name: "Pets", options: { document: `${url}/openapi.json` } },
      "integrations/pets/agentflow.json": { name: "Pets", pattern: { package: "./evil.js" } },
      "evil.js": program,
      "postcss.config.cjs": program,
      "vitest.config.js": program,
      ".pnpmfile.cjs": program,
    });
    for (const command of looking) {
      const argv = command.split(" ");
      await spawnCommand(argv, { directory: project }).ended;
    }
    expect(asked.filter((path) => !path.startsWith("/-/ping"))).toEqual([]);
    expect(await readdir(outside)).toEqual([]);
  });

  test("has none of its own settings run beside the tests of a new package", async () => {
    const outside = await temporaryFolder();
    const program = `require("node:fs").writeFileSync(${JSON.stringify(join(outside, "ran"))}, "ran");`;
    const names = [
      "postcss.config.cjs",
      ".postcssrc.cjs",
      "vitest.config.cjs",
      "vite.config.cjs",
      "vitest.workspace.js",
    ];
    const project = await petsProject(Object.fromEntries(names.map((name) => [name, program])));
    const { exitCode } = await spawnCommand(create, { directory: project }).ended;
    expect(exitCode).toBe(0);
    expect(await readdir(outside)).toEqual([]);
  });
});
