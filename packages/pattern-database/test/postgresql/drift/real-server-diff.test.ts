import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { requireService } from "@agentflow/services";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { hostileSchema } from "../../hostile-schema.js";
import { type Postgres, startPostgres } from "../../start-postgres.js";

vi.setConfig({ testTimeout: 120_000 });

const command = fileURLToPath(
  new URL("bin/agentflow.mjs", import.meta.resolve("@agentflow/cli/package.json")),
);
const own = dirname(fileURLToPath(new URL("../../../package.json", import.meta.url)));
const shop = readFileSync(new URL("../../schemas/shop.sql", import.meta.url), "utf8");

/** What happens to the shop after its package was made. */
const changes = `
  alter type shop.order_status add value 'returned' after 'open';
  alter table shop.customers add column phone text not null default '';
  alter table shop.products alter column weight type double precision;
  comment on column shop.customers.phone is 'it''s */ "new"';
  create table shop.refunds (id int8 generated always as identity primary key, at timestamptz default now());
  create index on shop.refunds (at);
`;

describe.runIf(requireService("postgres"))("integrate diff, on a real server", () => {
  let postgres: Postgres;
  let project: string;
  beforeAll(async () => {
    postgres = await startPostgres();
    project = mkdtempSync(join(tmpdir(), "agentflow-diff-"));
    const name = "@agentflow/pattern-database";
    writeFileSync(
      join(project, "package.json"),
      JSON.stringify({ devDependencies: { [name]: "*" } }),
    );
    mkdirSync(join(project, "node_modules/@agentflow"), { recursive: true });
    symlinkSync(own, join(project, "node_modules", name), "junction");
    for (const database of ["shop", "copy", "hostile", "bare"]) {
      await postgres.run("postgres", `create database ${database}`);
    }
    for (const database of ["shop", "copy"]) await postgres.run(database, shop);
    await postgres.run("hostile", hostileSchema);
  }, 120_000);
  afterAll(async () => {
    rmSync(project, { recursive: true });
    await postgres.stop();
  });

  async function agentflow(...argv: readonly string[]) {
    const child = spawn(process.execPath, [command, "integrate", ...argv], {
      cwd: project,
      env: {
        PATH: process.env["PATH"],
        HOME: project,
        SHOP_URL: postgres.address("shop"),
        COPY_URL: postgres.address("copy"),
        HOSTILE_URL: postgres.address("hostile"),
        BARE_URL: postgres.address("bare"),
        NO_SERVER: "postgres://u:hunter2hunter2@127.0.0.1:1/d",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const written = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => void (written.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => void (written.stderr += text));
    const [exitCode] = (await once(child, "close")) as [number | null]; // what the event of a child process gives
    return { exitCode, ...written };
  }

  /** Runs a script as a person would. */
  function psql(database: string, script: string): void {
    execFileSync(
      "/usr/lib/postgresql/15/bin/psql",
      ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", postgres.address(database), "-f", script],
      { stdio: "pipe", cwd: project },
    );
  }

  const make = (name: string, variable: string, ...more: readonly string[]) =>
    agentflow(
      "create",
      "--name",
      name,
      "--type",
      "database",
      "--no-verify",
      "--quiet",
      "--connection",
      `env:${variable}`,
      ...more,
    );

  it("tells what the server has become, writes SQL that works both ways, and is clean after it", async () => {
    expect(await make("shop", "SHOP_URL")).toMatchObject({ exitCode: 0 });
    expect(await agentflow("diff", "--check")).toEqual({
      exitCode: 0,
      stdout: "shop: ✔ no drift\n",
      stderr: "",
    });

    await postgres.run("shop", changes);
    const drifted = await agentflow("diff", "integrations/shop", "--write-sql", "drift", "--quiet");
    expect(drifted.exitCode).toBe(3);
    expect(drifted.stdout).toContain('enum shop.order_status: also has "returned"');
    expect(drifted.stdout).toContain("+ column shop.customers.phone: text\n");
    expect(drifted.stdout).toContain("+ table shop.refunds\n");
    expect(drifted.stdout).toMatch(/changed {2}src\/tables\/customers\.ts {2}\+\d+ -\d+/);
    expect(drifted.stdout).toMatch(/added {4}src\/tables\/refunds\.ts/);

    // The copy becomes what the server is: a package of the server has not drifted from it.
    psql("copy", "drift/migration.sql");
    expect(await make("changed", "SHOP_URL")).toMatchObject({ exitCode: 0 });
    expect(
      await agentflow("diff", "integrations/changed", "--connection", "env:COPY_URL", "--check"),
    ).toMatchObject({ exitCode: 0, stdout: "changed: ✔ no drift\n" });

    // And the server becomes what it was.
    psql("shop", "drift/reversal.sql");
    expect(await agentflow("diff", "integrations/shop", "--check")).toMatchObject({ exitCode: 0 });
  });

  it("makes a hostile schema from nothing and nothing from it", async () => {
    expect(await make("bare", "BARE_URL", "--dry-run")).toMatchObject({ exitCode: 2 });
    await postgres.run("bare", "create table sole (id int)");
    expect(await make("bare", "BARE_URL")).toMatchObject({ exitCode: 0 });
    const there = await agentflow(
      "diff",
      "integrations/bare",
      "--connection",
      "env:HOSTILE_URL",
      "--write-sql",
      "hostile",
      "--json",
      "--quiet",
    );
    expect(there.exitCode).toBe(3);
    psql("bare", "hostile/migration.sql");
    expect(await make("hostile", "HOSTILE_URL")).toMatchObject({ exitCode: 0 });
    expect(
      await agentflow("diff", "integrations/hostile", "--connection", "env:BARE_URL", "--check"),
    ).toMatchObject({ exitCode: 0 });
    psql("bare", "hostile/reversal.sql");
    expect(await agentflow("diff", "integrations/bare", "--check")).toMatchObject({ exitCode: 0 });
  });

  it("says when the server cannot be reached, without its password", async () => {
    expect(await make("gone", "SHOP_URL")).toMatchObject({ exitCode: 0 });
    const failed = await agentflow(
      "diff",
      "integrations/gone",
      "--connection",
      "env:NO_SERVER",
      "--json",
    );
    expect(failed.exitCode).toBe(1);
    expect(JSON.parse(failed.stdout)).toMatchObject({
      error: { code: "AF_DATABASE_UNREACHABLE", help: expect.stringMatching(/^Check/) as string },
    });
    expect(failed.stdout + failed.stderr).not.toContain("hunter2");
  });

  it("records no address and no password with the model, and npm packs neither", async () => {
    expect(await make("packed", "SHOP_URL")).toMatchObject({ exitCode: 0 });
    const folder = join(project, "integrations/packed");
    const model = readFileSync(join(folder, ".agentflow/model.json"), "utf8");
    expect(model).not.toContain(String(postgres.port));
    expect(model).not.toContain("127.0.0.1");
    const { files } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
      readonly files: readonly string[];
    };
    expect(files).toEqual(["dist", "migrations"]);
  });
});
