import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { requireService } from "@agentflow/services";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { DiffProject } from "../../drift/diff-project.js";
import { hostileSchema } from "../../hostile-schema.js";
import { type Postgres, startPostgres } from "../../start-postgres.js";

vi.setConfig({ testTimeout: 120_000 });

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
  let project: DiffProject;
  beforeAll(async () => {
    postgres = await startPostgres();
    project = new DiffProject({
      SHOP_URL: postgres.address("shop"),
      COPY_URL: postgres.address("copy"),
      HOSTILE_URL: postgres.address("hostile"),
      BARE_URL: postgres.address("bare"),
      NO_SERVER: "postgres://u:hunter2hunter2@127.0.0.1:1/d",
    });
    for (const database of ["shop", "copy", "hostile", "bare"]) {
      await postgres.run("postgres", `create database ${database}`);
    }
    for (const database of ["shop", "copy"]) await postgres.run(database, shop);
    await postgres.run("hostile", hostileSchema);
  }, 120_000);
  afterAll(async () => {
    project.remove();
    await postgres.stop();
  });

  /** Runs a script as a person would. */
  function psql(database: string, script: string): void {
    execFileSync(
      "/usr/lib/postgresql/15/bin/psql",
      ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", postgres.address(database), "-f", script],
      { stdio: "pipe", cwd: project.folder },
    );
  }

  it("tells what the server has become, writes SQL that works both ways, and is clean after it", async () => {
    expect(await project.make("shop", "SHOP_URL")).toMatchObject({ exitCode: 0 });
    expect(await project.agentflow("diff", "--check")).toEqual({
      exitCode: 0,
      stdout: "shop: ✔ no drift\n",
      stderr: "",
    });

    await postgres.run("shop", changes);
    const drifted = await project.agentflow(
      "diff",
      "integrations/shop",
      "--write-sql",
      "drift",
      "--quiet",
    );
    expect(drifted.exitCode).toBe(3);
    expect(drifted.stdout).toContain('enum shop.order_status: also has "returned"');
    expect(drifted.stdout).toContain("+ column shop.customers.phone: text\n");
    expect(drifted.stdout).toContain("+ table shop.refunds\n");
    expect(drifted.stdout).toMatch(/changed {2}src\/tables\/customers\.ts {2}\+\d+ -\d+/);
    expect(drifted.stdout).toMatch(/added {4}src\/tables\/refunds\.ts/);

    // The copy becomes what the server is: a package of the server has not drifted from it.
    psql("copy", "drift/migration.sql");
    expect(await project.make("changed", "SHOP_URL")).toMatchObject({ exitCode: 0 });
    expect(
      await project.agentflow(
        "diff",
        "integrations/changed",
        "--connection",
        "env:COPY_URL",
        "--check",
      ),
    ).toMatchObject({ exitCode: 0, stdout: "changed: ✔ no drift\n" });

    // And the server becomes what it was.
    psql("shop", "drift/reversal.sql");
    expect(await project.agentflow("diff", "integrations/shop", "--check")).toMatchObject({
      exitCode: 0,
    });
  });

  it("makes a hostile schema from nothing and nothing from it", async () => {
    expect(await project.make("bare", "BARE_URL", "--dry-run")).toMatchObject({ exitCode: 2 });
    await postgres.run("bare", "create table sole (id int)");
    expect(await project.make("bare", "BARE_URL")).toMatchObject({ exitCode: 0 });
    const there = await project.agentflow(
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
    expect(await project.make("hostile", "HOSTILE_URL")).toMatchObject({ exitCode: 0 });
    expect(
      await project.agentflow(
        "diff",
        "integrations/hostile",
        "--connection",
        "env:BARE_URL",
        "--check",
      ),
    ).toMatchObject({ exitCode: 0 });
    psql("bare", "hostile/reversal.sql");
    expect(await project.agentflow("diff", "integrations/bare", "--check")).toMatchObject({
      exitCode: 0,
    });
  });

  it("says when the server cannot be reached, without its password", async () => {
    expect(await project.make("gone", "SHOP_URL")).toMatchObject({ exitCode: 0 });
    const failed = await project.agentflow(
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
    expect(await project.make("packed", "SHOP_URL")).toMatchObject({ exitCode: 0 });
    const model = project.read("integrations/packed/.agentflow/model.json");
    expect(model).not.toContain(String(postgres.port));
    expect(model).not.toContain("127.0.0.1");
    const { files } = JSON.parse(project.read("integrations/packed/package.json")) as {
      readonly files: readonly string[];
    };
    expect(files).toEqual(["dist", "migrations"]);
  });
});
