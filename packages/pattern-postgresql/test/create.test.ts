import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { requireService, type RunningServer, startPostgres } from "@agentflow/services";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });

const run = promisify(execFile);
const workspace = resolve(import.meta.dirname, "../../..");
const command = join(workspace, "packages/cli/bin/agentflow.mjs");
const notes = join(import.meta.dirname, "notes/schema.sql");

/** What the command prints. */
interface Report {
  readonly pattern: { readonly id: string };
  readonly tests: { readonly passed: number; readonly failed: number };
  readonly score: { readonly total: number };
}

describe("integrate create, in a project that has both patterns", () => {
  const project = mkdtempSync(join(tmpdir(), "agentflow-postgresql-"));
  const packages = ["@agentflow/pattern-database", "@agentflow/pattern-postgresql"];

  beforeAll(() => {
    mkdirSync(join(project, "node_modules/@agentflow"), { recursive: true });
    for (const name of packages) {
      const target = join(workspace, name.replace("@agentflow", "packages"));
      symlinkSync(target, join(project, "node_modules", name), "dir");
    }
    const dependencies = Object.fromEntries(packages.map((name) => [name, "*"]));
    writeFileSync(join(project, "package.json"), JSON.stringify({ dependencies }));
  });
  afterAll(() => {
    rmSync(project, { recursive: true, force: true });
  });

  async function create(...words: readonly string[]): Promise<Report> {
    const { stdout } = await run(
      process.execPath,
      [command, "integrate", "create", "--json", ...words],
      {
        cwd: project,
        maxBuffer: 1e8,
      },
    );
    return JSON.parse(stdout) as Report; // the command's own format
  }

  test("verifies a package whose types and tests hold, whatever tables there are", async () => {
    const words = ["--type", "database", "--ddl", notes, "--out", "notes"];
    const report = await create("--name", "PostgreSQL", ...words);
    expect(report).toMatchObject({
      pattern: { id: "postgresql" },
      tests: { failed: 0 },
      score: { total: 100 },
    });
    const tests = readFileSync(join(project, "notes/test/copy/notes.test.ts"), "utf8");
    expect(tests).toContain("notes takes a row by COPY, and gives it back");
    expect(tests).not.toContain("labels");
  });

  test.each([
    [["--type", "database"], "database"],
    [["--pattern", "@agentflow/pattern-postgresql"], "postgresql"],
  ])("a database of another name, by %j, is served by %s", async (words, id) => {
    const rest = ["--ddl", notes, "--no-verify", "--out", `by-${id}`];
    expect(await create("--name", "notes", ...words, ...rest)).toMatchObject({ pattern: { id } });
  });

  test("a package whose database has types and tables called as its own parts compiles", async () => {
    const ddl = join(project, "clashes.sql");
    writeFileSync(
      ddl,
      `create table clash_channels (id int primary key); create table listen (id int primary key);
       create table clash_driver_options (id int primary key); create table postgresql (id int primary key);
       create table driver (id int primary key); create table rows (id int primary key);`,
    );
    const report = await create(
      "--name",
      "clash",
      "--pattern",
      "postgresql",
      "--ddl",
      ddl,
      "--out",
      "clash",
    );
    expect(report).toMatchObject({ tests: { failed: 0 }, score: { total: 100 } });
  });

  describe.runIf(requireService("postgres"))("with a server", () => {
    let server: RunningServer;
    beforeAll(async () => {
      server = await startPostgres();
      const client = new pg.Client(`postgres://postgres@127.0.0.1:${server.port}/postgres`);
      await client.connect();
      await client.query(readFileSync(notes, "utf8"));
      await client.end();
    });
    afterAll(() => server.stop());

    test("an address of PostgreSQL is served by what knows PostgreSQL, and no password is written", async () => {
      const connection = `postgres://postgres:hunter2@127.0.0.1:${server.port}/postgres`;
      const report = await create(
        "--name",
        "notes",
        "--type",
        "database",
        "--connection",
        connection,
        "--out",
        "live",
      );
      expect(report).toMatchObject({ pattern: { id: "postgresql" }, tests: { failed: 0 } });
      const record = readFileSync(join(project, "live/agentflow.json"), "utf8");
      expect(record).not.toContain("hunter2");
      expect(readFileSync(join(project, "live/src/postgresql.ts"), "utf8")).toContain(
        '"label_changed"',
      );
    });
  });
});
