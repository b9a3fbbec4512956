import { readFileSync } from "node:fs";
import { requireService } from "@agentflow/services";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { DiffProject } from "../../drift/diff-project.js";
import { DriftServer } from "./drift-server.js";

vi.setConfig({ testTimeout: 120_000 });

const shop = readFileSync(new URL("../../schemas/mariadb-shop.sql", import.meta.url), "utf8");

/** What happens to the shop after its package was made. */
const changes = `
  alter table customers add column phone varchar(20) not null default '' comment 'it''s */ "new"' first;
  create table refunds (id bigint auto_increment primary key, at timestamp not null default current_timestamp);
  create index at on refunds (at desc);
  create trigger refunded before insert on refunds for each row begin set new.at = now(); end;
`;

describe.runIf(requireService("mariadbd"))("integrate diff, on a real MariaDB", () => {
  let server: DriftServer;
  let project: DiffProject;
  beforeAll(async () => {
    server = await DriftServer.start();
    await server.become(shop);
    await server.server.make("copy", shop);
    project = new DiffProject({
      SHOP_URL: server.server.address("shop"),
      COPY_URL: server.server.address("copy"),
    });
  }, 120_000);
  afterAll(async () => {
    project.remove();
    await server.stop();
  });

  it("tells what the server has become, writes SQL that works both ways on databases of any name, and is clean after it", async () => {
    expect(await project.make("shop", "SHOP_URL")).toMatchObject({ exitCode: 0 });
    expect(await project.agentflow("diff", "--check")).toEqual({
      exitCode: 0,
      stdout: "shop: ✔ no drift\n",
      stderr: "",
    });
    // Only the files say what the database is called.
    const named = /^\w+: drifted: \d+ files to generate anew\n$/;
    const copy = ["--connection", "env:COPY_URL", "--check"];
    expect((await project.agentflow("diff", ...copy)).stdout).toMatch(named);

    await server.rows(changes);
    const drifted = await project.agentflow(
      "diff",
      "integrations/shop",
      "--write-sql",
      "drift",
      "--quiet",
    );
    expect(drifted.exitCode).toBe(3);
    expect(drifted.stdout).toContain("+ column shop.customers.phone: varchar(20)\n");
    expect(drifted.stdout).toContain("+ table shop.refunds\n");
    expect(drifted.stdout).toMatch(/changed {2}src\/tables\/customers\.ts {2}\+\d+ -\d+/);

    // The copy becomes what the server is: a package of the server has not drifted from it.
    await server.run(project.read("drift/migration.sql"), "copy");
    expect(await project.make("changed", "SHOP_URL")).toMatchObject({ exitCode: 0 });
    expect((await project.agentflow("diff", "integrations/changed", ...copy)).stdout).toMatch(
      named,
    );

    // And the server becomes what it was.
    await server.run(project.read("drift/reversal.sql"));
    expect(await project.agentflow("diff", "integrations/shop", "--check")).toMatchObject({
      exitCode: 0,
    });
  });
});
