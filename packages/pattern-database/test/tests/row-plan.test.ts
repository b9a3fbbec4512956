import { describe, expect, test } from "vitest";
import type { DatabaseModel, TableModel, TypeModel } from "../../src/model/database-model.js";
import { type RowPlan, RowPlanner } from "../../src/tests/row-plan.js";
import {
  builtIn,
  column,
  database,
  foreignKey,
  namedDatabase,
  ownType,
  table,
} from "../models/build-model.js";

function planOf(
  key: string,
  tables: readonly TableModel[],
  change: Partial<DatabaseModel> = {},
): RowPlan {
  const named = namedDatabase(database("Shop", tables, change));
  const found = named.tables.find((one) => one.key === key);
  if (!found) throw new Error(`There is no table ${key}.`);
  return new RowPlanner(named).plan(found);
}

/** Source of the values of a row, by column. */
function valuesOf(plan: RowPlan, n = "n"): Readonly<Record<string, string>> {
  return Object.fromEntries([...plan.values].map(([{ key }, made]) => [key, made.at(n)]));
}

/** Source of a value of one column, for the first and for any row. */
function value(type: string | TypeModel, expression?: string, change: Partial<DatabaseModel> = {}) {
  const checks = expression === undefined ? [] : [{ name: "c", expression }];
  const plan = planOf("t", [table("t", [column("v", type)], { checks })], change);
  return [valuesOf(plan)["v"], valuesOf(plan, "2")["v"]];
}

const sized = (name: string, sql: string): TypeModel => ({ ...builtIn(name), sql });

describe("a value of a type", () => {
  test.each([
    ["int4", "n", "2"],
    ["int8", "BigInt(n)", "2n"],
    ["float8", "n + 0.5", "2 + 0.5"],
    ["numeric", "`${n}.5`", '"2.5"'],
    ["numeric(10,2)", "`${n}.50`", '"2.50"'],
    ["numeric(4,0)", "String(n)", '"2"'],
    ["numeric(3,3)", '`0.${String(n).padStart(3, "0")}`', '`0.${String(2).padStart(3, "0")}`'],
    ["bool", "n % 2 === 1", "false"],
    ["text", "`v ${n}`", '"v 2"'],
    ["uuid", "`00000000-0000-4000-8000-00000000000${n}`", '"00000000-0000-4000-8000-000000000002"'],
    ["timestamptz", "`2024-01-0${n} 03:04:05+00`", '"2024-01-02 03:04:05+00"'],
    ["bytea", "Uint8Array.of(0, n, 255)", "Uint8Array.of(0, 2, 255)"],
    ["jsonb", "{ n }", "{ n: 2 }"],
    ["int4[]", "[n]", "[2]"],
    ["int4range", "`[${n}0,${n}9)`", '"[20,29)"'],
    ["bit", '(n % 2).toString(2).padStart(1, "0")', '(2 % 2).toString(2).padStart(1, "0")'],
    ["xml", undefined, undefined],
  ])("%s is %s, and %s", (type, any, second) => {
    expect(value(type)).toEqual([any, second]);
  });

  test("of few characters keeps within them", () => {
    expect(value(sized("varchar", "character varying(3)"))).toEqual(["`v ${n}`", '"v 2"']);
    expect(value(sized("varchar", "character varying(2)"))).toEqual(["`a${n}`", '"a2"']);
    expect(value(sized("varchar", "character varying(1)"))).toEqual(["String(n)", "String(2)"]);
    expect(value(sized("bpchar", "character(4)"))[0]).toBe('String(n).padStart(4, "0")');
  });

  test("of an own type is one of it", () => {
    const own = {
      enums: [{ schema: "public", name: "state", values: ["a", 'b"', "c"], comment: null }],
      composites: [
        {
          schema: "public",
          name: "pair",
          attributes: [
            { name: "a", type: builtIn("text") },
            { name: "b", type: builtIn("text") },
          ],
        },
      ],
      ranges: [{ schema: "public", name: "span", subtype: builtIn("float8") }],
    };
    expect(value(ownType("enum", "state"), undefined, own)).toEqual([
      'n % 2 === 1 ? "a" : "b\\""',
      '"b\\""',
    ]);
    expect(value(ownType("composite", "pair"), undefined, own)[0]).toBe('"(,)"');
    expect(value(ownType("range", "span"), undefined, own)[0]).toBe('"empty"');
    expect(value(ownType("multirange", "spans"), undefined, own)[0]).toBe('"{}"');
    expect(value(ownType("composite", "unknown"), undefined, own)[0]).toBeUndefined();
    expect(value(ownType("base", "geometry"), undefined, own)[0]).toBeUndefined();
  });
});

describe("a value that a check speaks of", () => {
  test.each([
    ["int4", "(v > 10)", "n + 10", "12"],
    ["int4", "((v >= 0) AND (v <= 4))", "((n - 1) % 4) + 1", "2"],
    ["int4", "((v >= 1) AND (v <= 2))", "((n - 1) % 2) + 1", "2"],
    ["int8", "(v < 0)", "-1n", "-1n"],
    ["numeric(10,2)", "(v >= (100)::numeric)", "`${n + 99}.50`", '"101.50"'],
    ["int4", "(v = ANY (ARRAY[5, 7]))", "n % 2 === 1 ? 5 : 7", "7"],
    ["text", "(v = 'only'::text)", '"only"', '"only"'],
    ["int4", "(v <> 3)", "n + 3", "5"],
    ["text", "(v <> ''::text)", "`v ${n}`", '"v 2"'],
    ["text", "(v <> 'v 2'::text)", "`v-${n}`", '"v-2"'],
    ["text", "(length(v) >= 5)", "`v ${n}xxxxx`", '"v 2xxxxx"'],
    ["text", "(length(v) <= 2)", "`a${n}`", '"a2"'],
    ["text", "(v ~ '^[a-z]+@[a-z.]+$'::text)", undefined, undefined],
    ["text", "(v ~~ '%@%'::text)", "`a${n}@example.com`", '"a2@example.com"'],
    ["text", "(v ~ '^[A-Z]+[0-9]$'::text)", "`A${n}`", '"A2"'],
    ["text", "(v ~ '(a+)+$'::text)", undefined, undefined],
    ["text", "(v ~ '['::text)", undefined, undefined],
    ["date", "(v = '2020-01-01'::date)", '"2020-01-01"', '"2020-01-01"'],
    ["uuid", "(v ~ 'a'::text)", undefined, undefined],
  ])("of type %s with %s is %s, and %s", (type, expression, any, second) => {
    expect(value(type, expression)).toEqual([any, second]);
  });

  test("comes after another where it has to", () => {
    const columns = [column("a", "date"), column("b", "date")];
    const plan = planOf("t", [
      table("t", columns, { checks: [{ name: "c", expression: "(a < b)" }] }),
    ]);
    expect(valuesOf(plan)).toEqual({ a: "`2024-01-0${n}`", b: "`2024-01-0${n + 1}`" });
    expect(valuesOf(plan, "1")).toEqual({ a: '"2024-01-01"', b: '"2024-01-02"' });
  });

  test("is left out where it may be null and has to come after another", () => {
    const columns = [column("a", "date"), column("b", "date", { notNull: false })];
    const plan = planOf("t", [
      table("t", columns, { checks: [{ name: "c", expression: "(a < b)" }] }),
    ]);
    expect(Object.keys(valuesOf(plan))).toEqual(["a"]);
  });
});

describe("a row", () => {
  const id = { primaryKey: { name: "pkey", columns: ["id"] } };
  const identity = column("id", "int8", { identity: "always" });

  test("leaves out what the database gives, and references that may be null", () => {
    const node = table(
      "nodes",
      [
        identity,
        column("parent_id", "int8", { notNull: false }),
        column("made", "date", { default: "now()" }),
      ],
      { ...id, foreignKeys: [foreignKey("fk", ["parent_id"], "nodes", ["id"])] },
    );
    const plan = planOf("nodes", [node]);
    expect([valuesOf(plan), plan.parents, plan.doubts, plan.obstacle]).toEqual([
      {},
      [],
      [],
      undefined,
    ]);
  });

  test("has a value where the default would be the same for each", () => {
    const columns = [column("code", "text", { default: "'a'::text" })];
    const plan = planOf("t", [
      table("t", columns, { uniques: [{ name: "u", columns: ["code"] }] }),
    ]);
    expect(Object.keys(valuesOf(plan))).toEqual(["code"]);
  });

  test("needs the rows that it refers to, and those in turn", () => {
    const a = table("a", [identity], id);
    const b = table("b", [identity, column("a_id", "int8")], {
      ...id,
      foreignKeys: [foreignKey("fk", ["a_id"], "a", ["id"])],
    });
    expect(planOf("b", [a, b]).parents.map(({ key }) => key)).toEqual(["a"]);
  });

  test("cannot be made where tables need each other", () => {
    const one = (name: string, other: string): TableModel =>
      table(name, [identity, column("other_id", "int8")], {
        ...id,
        foreignKeys: [foreignKey("fk", ["other_id"], other, ["id"])],
      });
    const tables = [one("a", "b"), one("b", "a")];
    expect(planOf("a", tables).obstacle).toMatch(/^It needs a row of b/);
    expect(planOf("b", tables).obstacle).toMatch(/^It needs a row of a/);
  });

  test.each([
    [{ kind: "view" }, "It is a view."],
    [{ kind: "foreign-table" }, "Its rows are on another server."],
    [
      { privileges: { select: true, insert: false, update: true, delete: true } },
      "The role that the schema was read with may not insert.",
    ],
  ] as const)("cannot be made of %j", (change, reason) => {
    expect(planOf("t", [table("t", [identity], change)]).obstacle).toBe(reason);
  });

  test.each([
    [{ checks: [{ name: "c", expression: "f(id)" }] }, "The check c is not understood: f(id)"],
    [
      { triggers: [{ name: "t", sql: "", enabled: true, events: ["insert"] }] },
      "The trigger t may change or refuse it.",
    ],
    [{ triggers: [{ name: "t", sql: "", enabled: false, events: ["insert"] }] }, undefined],
    [{ triggers: [{ name: "t", sql: "", enabled: true, events: ["update"] }] }, undefined],
    [
      { foreignKeys: [foreignKey("fk", ["id"], "t", ["id"])] },
      "The database computes id, which fk has to find a row by.",
    ],
    [
      { partitionOf: { schema: "public", name: "w", bounds: "FOR VALUES IN (1)" } },
      "It takes rows of its own range only: FOR VALUES IN (1).",
    ],
    [
      { kind: "partitioned-table", partitionBy: "LIST (id)" },
      "It takes only rows that one of its partitions takes.",
    ],
  ] as const)("of a table with %j is in doubt: %s", (change, doubt) => {
    expect(planOf("t", [table("t", [identity], change)]).doubts[0]).toBe(doubt);
  });

  test("of a partitioned table with a default partition is taken", () => {
    const whole = table("w", [identity], { kind: "partitioned-table" });
    const rest = table("r", [identity], {
      partitionOf: { schema: "public", name: "w", bounds: "DEFAULT" },
    });
    expect(planOf("w", [whole, rest]).doubts).toEqual([]);
  });

  test("is in doubt where a value is not known, and where a row that it needs is", () => {
    const a = table("a", [identity, column("shape", ownType("base", "geometry"))], id);
    const b = table("b", [column("a_id", "int8")], {
      foreignKeys: [foreignKey("fk", ["a_id"], "a", ["id"])],
    });
    expect(planOf("a", [a, b]).doubts).toEqual([
      'No value is known for the column shape, of type "public"."geometry".',
    ]);
    expect(planOf("b", [a, b]).doubts).toEqual(["It needs a row of a, which may be refused."]);
  });

  test("is in doubt for the check of a domain that is not understood, unless it may be null", () => {
    const checks = [{ name: "dc", expression: "f(VALUE)" }];
    const domains = [
      { schema: "public", name: "d", base: builtIn("text"), notNull: false, default: null, checks },
    ];
    const of = (notNull: boolean): RowPlan =>
      planOf("t", [table("t", [column("v", ownType("domain", "d"), { notNull })])], { domains });
    expect(of(true).doubts).toEqual(["The check dc of the domain d is not understood: f(VALUE)"]);
    expect([of(false).doubts, of(false).values.size]).toEqual([[], 0]);
  });

  test.each([
    ["bool", 2],
    ["int4", 9],
    [sized("bit", "bit(2)"), 4],
  ])("whose key is of type %j can be made %i times", (type, count) => {
    const columns = [column("id", type)];
    expect(planOf("t", [table("t", columns, id)]).varies).toBe(count);
  });

  test.each([
    ["EXCLUDE", 1],
    ["EXCLUDE USING gist (note WITH =)", 9],
    ["EXCLUDE USING gist (flag WITH =)", 2],
    ["EXCLUDE USING gist (flag WITH =, note WITH =)", 9],
    ["EXCLUDE USING gist (note WITH <>)", 1],
    ["EXCLUDE USING gist (given WITH =)", 1],
    ["EXCLUDE USING gist (computed WITH =)", 1],
    ["EXCLUDE USING gist (int4range(a, b) WITH &&)", 9],
    ["EXCLUDE USING gist (int4range(a, b, '[]'::text) WITH &&)", 1],
    ["EXCLUDE USING gist (int4range(a, id) WITH &&)", 1],
  ])("of a table with %s can be made %i times", (sql, count) => {
    const columns = [
      identity,
      column("note", "text"),
      column("flag", "bool"),
      column("given", "text", { default: "'x'::text" }),
      column("computed", "text", { generated: "note" }),
      column("a", "int4"),
      column("b", "int4"),
    ];
    const exclusions = [{ name: "x", sql }];
    expect(planOf("t", [table("t", columns, { exclusions })]).varies).toBe(count);
  });
});
