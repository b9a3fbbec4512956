import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite, type PGliteOptions } from "@electric-sql/pglite";
import { expect, it, onTestFinished } from "vitest";
import { copied } from "#embedded/empty-database";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "agentflow-empty-"));
  onTestFinished(() => {
    rmSync(path, { recursive: true });
  });
  return path;
}

it("makes one database, and others as copies of it that know nothing of each other", async () => {
  const asked: PGliteOptions[] = [];
  const create = (options: PGliteOptions = {}): Promise<PGlite> => {
    asked.push(options);
    return PGlite.create(options);
  };
  const place = folder();
  const one = await copied({ create }, place)();
  await one.exec("create table t (id int)");
  // As in another process.
  const other = await copied({ create }, place)({ debug: 0 });
  expect((await other.query("select to_regclass('t') as t")).rows).toEqual([{ t: null }]);
  expect(asked.map(({ loadDataDir }) => loadDataDir !== undefined)).toEqual([false, true, true]);
  expect(asked[2]).toMatchObject({ debug: 0 });
  expect(readdirSync(place)).toEqual(["empty.tar"]);
  await Promise.all([one.close(), other.close()]);
}, 60_000);

it.each<PGliteOptions>([{ dataDir: "memory://x" }, { loadDataDir: new Blob([]) }])(
  "leaves a database alone that says where it is or what it is made from: %o",
  async (options) => {
    const refused = new Error("no");
    const create = (asked?: PGliteOptions): Promise<PGlite> => {
      expect(asked).toBe(options);
      return Promise.reject(refused);
    };
    await expect(copied({ create }, "/nowhere")(options)).rejects.toBe(refused);
  },
);
