import { describe, expect, it } from "vitest";
import { createDatabase } from "../../src/table/create-database.js";
import { defineTable } from "../../src/table/define-table.js";
import { onPrimary } from "../../src/postgresql/replica/on-primary.js";
import { replicatedDriver } from "../../src/postgresql/replica/replicated-driver.js";
import { postgresqlTests } from "../dialects/postgresql.js";
import { sqliteTests } from "../dialects/sqlite.js";
import { openTables } from "../dialects/test-dialect.js";
import { openCachedShop, ttl } from "./cached-shop.js";

describe("a database over another driver", () => {
  const { driver, tables, behind } = openCachedShop(postgresqlTests);

  it("reads rows as they are, and forgets what it writes", async () => {
    const replicated = replicatedDriver({ primary: driver, replicas: [driver] });
    const shop = createDatabase(replicated, tables, { cache: { tables: { orders: { ttl } } } });
    await shop.orders.insert({ id: 1n, note: "a" });
    await shop.orders.get({ id: 1n });
    await behind("update shop.orders set note = 'b'");
    const present = onPrimary(shop);
    expect(await present.orders.get({ id: 1n })).toMatchObject({ note: "b" });
    expect(await shop.orders.get({ id: 1n })).toMatchObject({ note: "a" });
    await present.orders.update({ id: 1n }, { note: "c" });
    expect(await shop.orders.get({ id: 1n })).toMatchObject({ note: "c" });
  });
});

interface Word {
  readonly word: string;
  readonly meaning: string;
}

describe("keys that the database takes for the same", () => {
  const words = defineTable<Word, Word, Partial<Word>, Pick<Word, "word">, object>({
    schema: "main",
    name: "words",
    kind: "table",
    columns: {
      word: { name: "word", kind: "text", type: "TEXT" },
      meaning: { name: "meaning", kind: "text", type: "TEXT" },
    },
    primaryKey: ["word"],
    uniques: {},
    relations: {},
  });
  const ddl = "create table words (word text collate nocase primary key, meaning text not null)";
  const { database, statements } = openTables(
    sqliteTests,
    [ddl],
    { words },
    {
      cache: { tables: { words: { ttl } } },
    },
  );
  const meaning = async (word: string) => (await database.words.get({ word }))?.meaning;

  it("never give an old row: it is kept under the key that the database has", async () => {
    await database.words.insert({ word: "Lamp", meaning: "a" });
    expect([await meaning("Lamp"), await meaning("LAMP")]).toEqual(["a", "a"]);
    statements.length = 0;
    expect([await meaning("Lamp"), await meaning("LAMP")]).toEqual(["a", "a"]);
    expect(statements).toHaveLength(1);
    await database.words.update({ word: "lamp" }, { meaning: "b" });
    expect([await meaning("Lamp"), await meaning("LAMP")]).toEqual(["b", "b"]);
    await database.words.delete({ word: "LAMP" });
    expect(await meaning("Lamp")).toBeUndefined();
  });
});
