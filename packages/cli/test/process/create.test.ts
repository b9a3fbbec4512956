import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.js";
import { petsConfig, petsProject } from "./pets-project.js";
import { spawnCommand } from "./spawn-command.js";

const create = ["integrate", "create"];

describe("the real command", () => {
  test("create writes a verified package, validate holds it, list knows it", async () => {
    const directory = await petsProject();
    const created = await spawnCommand([...create, "--name", "Pets", "--json"], { directory })
      .ended;
    expect(created.stderr).toContain("Using pattern-pets 1.2.3\n");
    expect(created.exitCode).toBe(0);
    const report: unknown = JSON.parse(created.stdout);
    expect(report).toMatchObject({
      name: "Pets",
      pattern: { package: "pattern-pets", version: "1.2.3", id: "pets" },
      directory: join(directory, "integrations/pets"),
      units: { singular: "operation", plural: "operations", count: 1 },
      files: 7,
      score: { total: 100, measured: 100 },
      tests: { passed: 2, failed: 0 },
      cost: { usd: 0, tokens: 0 },
      diagnostics: [],
    });
    expect((await readdir(join(directory, "integrations"))).toSorted()).toEqual(["pets"]);
    const listed = await spawnCommand(["integrate", "list"], { directory }).ended;
    expect(listed.stdout).toContain("Pets  pattern-pets 1.2.3  integrations/pets  unchanged");
    const validated = await spawnCommand(["integrate", "validate", "integrations/pets"], {
      directory,
    }).ended;
    expect(validated.stdout).toContain("Pets  ✔ every check held");
    expect(validated.exitCode).toBe(0);
  });

  test("a person reads a summary without colours, because NO_COLOR says so", async () => {
    const directory = await petsProject();
    const { exitCode, stdout } = await spawnCommand([...create, "--name", "Pets", "--no-verify"], {
      directory,
      environment: { NO_COLOR: "1" },
    }).ended;
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Pets  written, not verified\n");
    expect(stdout).toContain('Import  import { feed } from "pets-adapter";');
    expect(stdout).not.toContain("\u001B");
  });

  test("what Node compiled is kept in the user's cache folder", async () => {
    const directory = await petsProject();
    await spawnCommand(["pattern", "list"], { directory }).ended;
    const [edition = "none"] = await readdir(join(directory, "cache/compiled"));
    expect(edition).toContain(process.version);
    expect(await readdir(join(directory, "cache/compiled", edition))).not.toEqual([]);
  });

  test("FORCE_COLOR gives a pipe colours", async () => {
    const directory = await petsProject();
    const { stdout } = await spawnCommand([...create, "--name", "Pets", "--dry-run"], {
      directory,
      environment: { FORCE_COLOR: "1" },
    }).ended;
    expect(stdout).toContain("\u001B[1mPets\u001B[22m");
  });

  test("--dry-run lists the files and writes nothing", async () => {
    const directory = await petsProject();
    const before = await readdir(directory, { recursive: true });
    const { exitCode, stdout } = await spawnCommand([...create, "--name", "Pets", "--dry-run"], {
      directory,
      environment: { AGENTFLOW_CACHE: await temporaryFolder() },
    }).ended;
    expect(exitCode).toBe(0);
    expect(stdout).toContain("   68 B  README.md\n");
    expect(stdout).toContain("  168 B  test/faults.test.ts\n");
    expect(await readdir(directory, { recursive: true })).toEqual(before);
  });

  test("a package that does not type-check is not written, and ends with 5", async () => {
    const directory = await petsProject({ "pets.json": petsConfig({ broken: true }) });
    const { exitCode, stdout } = await spawnCommand(
      [...create, "--config", "pets.json", "--json"],
      {
        directory,
      },
    ).ended;
    expect(exitCode).toBe(5);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: "AF_TYPECHECK_FAILED" },
      diagnostics: expect.arrayContaining([
        expect.objectContaining({
          code: "AF_TYPECHECK_FAILED",
          location: expect.anything() as object,
        }),
      ]) as object,
    });
    expect(await readdir(directory)).not.toContain("integrations");
  });

  test("validate ends with 5 when an edit breaks an operation, and changes nothing", async () => {
    const directory = await petsProject();
    await spawnCommand([...create, "--name", "Pets", "--no-verify"], { directory }).ended;
    const source = join(directory, "integrations/pets/src/index.ts");
    const edited = 'export const feed = (): string => "starved";\n';
    await writeFile(source, edited);
    const { exitCode, stdout } = await spawnCommand(
      ["integrate", "validate", "integrations/pets", "--json"],
      { directory },
    ).ended;
    expect(exitCode).toBe(5);
    expect(JSON.parse(stdout)).toMatchObject({
      valid: false,
      changes: { edited: ["src/index.ts"] },
    });
    expect(await readFile(source, "utf8")).toBe(edited);
  });
});
