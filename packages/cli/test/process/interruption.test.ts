import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { compareText } from "@agentflow/core";
import { describe, expect, test } from "vitest";
import { petsConfig, petsProject } from "./pets-project.js";
import { commandPath, spawnCommand } from "./spawn-command.js";

const create = ["integrate", "create", "--config", "pets.json"];
/** Printed when the pattern is chosen, after which it inspects. */
const chosen = "Choosing the pattern";

/** What stands in a project beside the history and the cache of these tests. */
async function written(directory: string): Promise<readonly string[]> {
  const all = await readdir(directory);
  return all.filter((path) => path !== ".agentflow" && path !== "cache").toSorted();
}

describe("interrupting a build", () => {
  test.each(["SIGINT", "SIGTERM"] as const)(
    "%s ends with 130 and leaves nothing",
    async (signal) => {
      const directory = await petsProject({ "pets.json": petsConfig({ wait: true }) });
      const before = await written(directory);
      const command = spawnCommand([...create, "--json"], { directory });
      await command.says(chosen);
      command.process.kill(signal);
      const { exitCode, stdout } = await command.ended;
      expect(exitCode).toBe(130);
      expect(JSON.parse(stdout)).toMatchObject({
        error: { code: "AF_INTERRUPTED" },
        diagnostics: [],
      });
      expect(await written(directory)).toEqual(before);
    },
  );

  test("a signal while the tests run stops them, and leaves nothing", async () => {
    const directory = await petsProject({ "pets.json": petsConfig({}) });
    const before = await written(directory);
    const command = spawnCommand(create, { directory });
    await command.says("Writing them aside");
    command.process.kill("SIGINT");
    const { exitCode, stderr } = await command.ended;
    expect(exitCode).toBe(130);
    expect(stderr).toContain("error AF_INTERRUPTED: ");
    expect(await written(directory)).toEqual(before);
  });

  test("a second build of the same package is refused while the first one runs", async () => {
    const directory = await petsProject({ "pets.json": petsConfig({ wait: true }) });
    const first = spawnCommand(create, { directory });
    await first.says(chosen);
    const second = await spawnCommand([...create, "--json"], { directory }).ended;
    expect(second.exitCode).toBe(1);
    expect(JSON.parse(second.stdout)).toMatchObject({
      error: {
        code: "AF_OUTPUT_BUSY",
        message: expect.stringContaining(String(first.process.pid)) as string,
      },
    });
    first.process.kill("SIGINT");
    expect((await first.ended).exitCode).toBe(130);
  });
});

describe("patterns that misbehave", () => {
  test.each([
    ["waits for what never comes", { never: true }],
    ["ends the process", { exit: true }],
  ])("one that %s is a failure, not a success", async (_name, options) => {
    const directory = await petsProject({ "pets.json": petsConfig(options) });
    const { exitCode, stdout } = await spawnCommand([...create, "--json"], { directory }).ended;
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: "AF_INTERNAL", message: "The process ended before the command was done." },
    });
  });

  test("one that throws in a timer fails the build, and no stack trace is shown", async () => {
    const directory = await petsProject({ "pets.json": petsConfig({ timer: true }) });
    const { exitCode, stderr } = await spawnCommand(create, { directory }).ended;
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      "error AF_INTERNAL: The command failed unexpectedly: a timer of the pattern threw\n",
    );
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(await written(directory)).not.toContain("integrations");
  });
});

describe("the process", () => {
  test("a reader that has gone changes neither the work nor the exit code", async () => {
    const directory = await petsProject();
    const command = spawnCommand(["integrate", "create", "--name", "Pets", "--no-verify"], {
      directory,
    });
    command.process.stdout?.destroy();
    const [exitCode] = (await once(command.process, "exit")) as [number | null];
    expect(exitCode).toBe(0);
    expect(await readdir(directory)).toContain("integrations");
  });

  test("--version loads of core only where the cache is and what tells of patterns that are loaded, and nothing it depends on", async () => {
    const directory = await petsProject();
    const trace =
      "data:text/javascript," +
      encodeURIComponent(
        'import { registerHooks } from "node:module";' +
          'registerHooks({ load: (url, context, next) => { process.stderr.write(url + "\\n"); return next(url, context); } });',
      );
    const { exitCode, stderr } = await spawnCommand(["--version"], {
      directory,
      through: [process.execPath, "--import", trace],
    }).ended;
    expect(exitCode).toBe(0);
    const packages = stderr
      .split("\n")
      .flatMap((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []);
    expect([...new Set(packages)]).toEqual(["commander"]);
    expect(stderr).toContain(commandPath);
    const loaded = stderr.split("\n").filter((url) => url.includes("packages/core"));
    const modules = loaded.map((url) => /\/dist\/([a-z-]+)(?:-\w{8})?\.js$/.exec(url)?.[1] ?? url);
    expect(modules.toSorted(compareText)).toEqual([
      "cache-directory",
      "chunk",
      "chunk",
      "pattern-loading",
    ]);
  });
});
