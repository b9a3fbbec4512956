import { requireService } from "@agentflow/services";
import { beforeEach, describe, expect, it } from "vitest";
import { sql } from "../../src/sql/sql.js";
import { defineTable } from "../../src/table/define-table.js";
import { mariadbTests } from "../dialects/mariadb.js";
import { openTables } from "../dialects/test-dialect.js";

interface Seat {
  readonly row: string;
  readonly number: number;
  readonly ticket: string | null;
  readonly price: number | null;
  readonly state: string;
  readonly doubled: number | null;
  readonly version: number;
}
type NewSeat = Pick<Seat, "row" | "number"> & Partial<Omit<Seat, "doubled">>;

const seats = defineTable<
  Seat,
  NewSeat,
  Partial<Omit<NewSeat, "version">>,
  Pick<Seat, "row" | "number">,
  object
>({
  schema: "",
  name: "seat",
  kind: "table",
  columns: {
    row: { name: "row", kind: "text", type: "varchar(5)" },
    number: { name: "number", kind: "number", type: "int(11)" },
    ticket: { name: "ticket", kind: "text", type: "varchar(10)", nullable: true },
    price: { name: "price", kind: "float", type: "float", nullable: true },
    state: { name: "state", kind: "text", type: "enum('z','a','m')", hasDefault: true },
    doubled: { name: "doubled", kind: "float", type: "double", nullable: true, readOnly: true },
    version: { name: "version", kind: "number", type: "int(11)", hasDefault: true },
  },
  primaryKey: ["row", "number"],
  uniques: { ticket_key: ["ticket"] },
  relations: {},
  version: "version",
});

interface Line {
  readonly n: number | null;
  readonly note: string | null;
}
const lines = defineTable<Line, Partial<Line>, Partial<Line>, never, object>({
  schema: "",
  name: "line",
  kind: "table",
  columns: {
    n: { name: "n", kind: "number", type: "int(11)", nullable: true },
    note: { name: "note", kind: "text", type: "text", nullable: true },
  },
  primaryKey: [],
  uniques: {},
  relations: {},
});

const ddl = [
  `create table seat (
    \`row\` varchar(5) not null,
    number int not null,
    ticket varchar(10),
    price float,
    state enum('z', 'a', 'm') not null default 'z',
    doubled double generated always as (price * 2) virtual,
    version int not null default 1,
    primary key (\`row\`, number),
    unique key ticket_key (ticket)
  )`,
  "create table line (n int, note text)",
];

describe.runIf(requireService("mariadbd"))("tables of MariaDB", () => {
  const { database, statements } = openTables(mariadbTests, ddl, { seats, lines });
  const seat = (row: string, number: number, more: Partial<NewSeat> = {}): NewSeat => ({
    row,
    number,
    ...more,
  });

  beforeEach(async () => {
    await database.query(sql`delete from seat`);
    await database.query(sql`delete from line`);
    await database.seats.insertMany([
      seat("a", 1, { ticket: "t1", price: 0.5, state: "z" }),
      seat("a", 2, { ticket: "t2", price: 0.1, state: "m" }),
      seat("b", 1, { price: 3, state: "a" }),
    ]);
    statements.length = 0;
  });

  it("give a row back that was changed, also when its key was", async () => {
    const changed = await database.seats.update({ row: "a", number: 2 }, { number: 7, price: 1 });
    expect(changed).toMatchObject({ row: "a", number: 7, price: 1, doubled: 2, version: 2 });
    expect(statements.map(({ text }) => text.slice(0, 11))).toEqual([
      "start trans",
      "update `sea",
      "select t0.`",
      "commit",
    ]);
  });

  it("give rows back that were changed, also when they do not meet the filter any more", async () => {
    const rows = await database.seats.updateWhere({ row: "a" }, { row: "c" }, { returning: true });
    expect(rows.map(({ row, number, version }) => [row, number, version])).toEqual([
      ["c", 1, 2],
      ["c", 2, 2],
    ]);
    const none = await database.seats.updateWhere({ row: "x" }, { price: 1 }, { returning: true });
    expect(none).toEqual([]);
  });

  it("give more rows back than one statement takes", async () => {
    const many = Array.from({ length: 1_200 }, (_, number) => seat("m", number));
    await database.seats.insertMany(many);
    const rows = await database.seats.updateWhere({ row: "m" }, { price: 2 }, { returning: true });
    expect(rows).toHaveLength(1_200);
    expect(new Set(rows.map(({ number }) => number)).size).toBe(1_200);
    expect(rows.every(({ doubled }) => doubled === 4)).toBe(true);
  });

  it("undo a change whose rows cannot be given back", async () => {
    const call = database.seats.updateWhere({ row: "a" }, { ticket: "same" }, { returning: true });
    await expect(call).rejects.toMatchObject({
      kind: "unique-violation",
      table: "seat",
      columns: ["ticket"],
      constraint: "ticket_key",
    });
    expect(await database.seats.count({ where: { ticket: "same" } })).toBe(0);
  });

  it("refuse to give changed rows back that no key tells apart", async () => {
    await database.lines.insert({ n: 1 });
    const call = database.lines.updateWhere({ n: 1 }, { n: 2 }, { returning: true });
    await expect(call).rejects.toMatchObject({ kind: "syntax", table: "line" });
    expect(await database.lines.updateWhere({ n: 1 }, { n: 2 })).toBe(1);
    expect(await database.lines.find()).toEqual([{ n: 2, note: null }]);
  });

  it("count rows that are changed to what they are already", async () => {
    expect(await database.lines.insertMany([{ n: 1 }, { n: 1 }])).toBe(2);
    expect(await database.lines.updateWhere({ n: 1 }, { n: 1 })).toBe(2);
  });

  it("tell a conflict from a row that is gone", async () => {
    const key = { row: "a", number: 1 };
    await database.seats.update(key, { price: 2 }, { version: 1 });
    await expect(database.seats.update(key, { price: 3 }, { version: 1 })).rejects.toMatchObject({
      kind: "conflict",
    });
    await expect(
      database.seats.update({ row: "x", number: 1 }, { price: 3 }, { version: 1 }),
    ).rejects.toMatchObject({ kind: "not-found" });
    expect(await database.seats.get(key)).toMatchObject({ price: 2 });
  });

  it("change only the row that an upsert means, not one with the same value of another key", async () => {
    const row = seat("b", 1, { ticket: "t3", price: 9 });
    expect(await database.seats.upsert(row)).toMatchObject({ ticket: "t3", version: 2 });
    const other = database.seats.upsert(seat("z", 1, { ticket: "t1", price: 9 }));
    await expect(other).rejects.toMatchObject({ kind: "unique-violation", table: "seat" });
    const both = database.seats.upsert(seat("b", 1, { ticket: "t1" }));
    await expect(both).rejects.toMatchObject({ kind: "unique-violation", columns: ["ticket"] });
    const moved = await database.seats.upsert(seat("z", 9, { ticket: "t1" }), { by: "ticket_key" });
    expect(moved).toMatchObject({ row: "z", number: 9, ticket: "t1" });
    expect(await database.seats.count()).toBe(3);
  });

  it("name the table and the columns of a violated key", async () => {
    const insert = database.seats.insert(seat("a", 1));
    await expect(insert).rejects.toMatchObject({
      kind: "unique-violation",
      schema: "",
      table: "seat",
      columns: ["row", "number"],
      constraint: "PRIMARY",
      message: 'Another row has the same "row", "number" (constraint "PRIMARY" of table "seat").',
    });
    const long = database.seats.insertMany([seat("too long", 1)]);
    await expect(long).rejects.toMatchObject({ kind: "data", table: "seat", columns: ["row"] });
  });

  it("find floats by what they are read as", async () => {
    for (const where of [{ price: 0.1 }, { price: [0.1, 7] }, { price: { lte: 0.1 } }]) {
      expect(await database.seats.find({ where, select: ["number", "price"] })).toEqual([
        { number: 2, price: 0.1 },
      ]);
    }
  });

  it("page by an enum as it is compared: by its text", async () => {
    const options = { orderBy: { state: "asc" }, limit: 1, select: ["state"] } as const;
    const states: string[] = [];
    for (let after: string | undefined, more = true; more;) {
      const page = await database.seats.page({ ...options, after });
      states.push(...page.rows.map(({ state }) => state));
      after = page.next;
      more = after !== undefined;
    }
    expect(states).toEqual(["a", "m", "z"]);
  });

  it("take lists of any length with few texts", async () => {
    const numbers = (length: number): number[] => Array.from({ length }, (_, n) => n + 1);
    for (const length of [3, 4, 1_500, 2_000]) {
      expect(await database.seats.count({ where: { number: numbers(length) } })).toBe(3);
    }
    expect(new Set(statements.map(({ text }) => text)).size).toBe(2);
    expect(await database.seats.count({ where: { number: { notIn: numbers(65_000) } } })).toBe(0);
    const tooMany = database.seats.count({ where: { number: numbers(65_536) } });
    await expect(tooMany).rejects.toMatchObject({ kind: "syntax" });
  });

  it("insert any number of rows with few texts", async () => {
    const rows = Array.from({ length: 3_000 }, (_, n) => ({ n, note: `note ${n}` }));
    expect(await database.lines.insertMany(rows)).toBe(3_000);
    expect(new Set(statements.map(({ text }) => text)).size).toBeLessThanOrEqual(14);
    expect(await database.lines.insertMany(rows, { returning: true })).toEqual(rows);
  });

  it("are read and written with values as SQL that a user writes gives them", async () => {
    const bytes = new Uint8Array([0, 255]);
    const at = new Date("2024-02-03T04:05:06.789Z");
    const rows = await database.query(
      sql`select ${true} as a, ${at} as b, ${bytes} as c, ${[1, "x"]} as d, ${2n ** 63n} as e, ${0.5} as f, ${null} as g`,
      { a: "boolean", b: "date", c: "bytes", d: "json", e: "bigint", f: "float", g: "text?" },
    );
    expect(rows).toEqual([
      { a: true, b: at, c: bytes, d: [1, "x"], e: 2n ** 63n, f: 0.5, g: null },
    ]);
    await expect(database.query(sql`select ${Number.NaN}`)).rejects.toMatchObject({ kind: "data" });
  });
});
