import fc from "fast-check";
import { hostileNames } from "../hostile-schema.js";

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const column = fc.record({
  type: fc.constantFrom("int", "text", "varchar(9)", "real", "blob", "any"),
  rule: fc.constantFrom("", "", "not null default 1", "default 'it''s;'", "default (1 + 1)"),
  extra: fc.constantFrom(
    "",
    "",
    "unique",
    "check",
    "own check",
    "index",
    "generated",
    "collate nocase",
  ),
});

const table = fc.record({
  /** By position of their names; left out: not there. */
  columns: fc.array(fc.option(column, { freq: 3 }), { minLength: 3, maxLength: 3 }),
  isTurned: fc.boolean(),
  key: fc.constantFrom(
    "integer primary key",
    "integer primary key autoincrement",
    "int not null primary key",
  ),
  tail: fc.constantFrom("", "", "strict", "without rowid"),
  references: fc.boolean(),
  view: fc.constantFrom("none", "view", "chain"),
  trigger: fc.boolean(),
});

type Table = typeof table extends fc.Arbitrary<infer Drawn> ? Drawn : never;

const schema = fc.record({
  /** Where in the list of names those of the tables begin. */
  names: fc.constantFrom(0, 5, 10, 15),
  tables: fc.array(fc.option(table, { freq: 4 }), { minLength: 3, maxLength: 3 }),
});

type Schema = typeof schema extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** Two schemas that have much in common, or differ by a single column. */
export const randomPair: fc.Arbitrary<readonly [before: string, after: string]> = fc.oneof(
  fc.tuple(schema, schema).map(([before, after]) => [schemaSql(before), schemaSql(after)] as const),
  fc
    .tuple(schema, fc.nat(2), fc.nat(2), fc.option(column, { freq: 2 }))
    .map(
      ([before, at, position, other]) =>
        [schemaSql(before), schemaSql(withColumn(before, at, position, other))] as const,
    ),
);

function withColumn(
  { names, tables }: Schema,
  at: number,
  position: number,
  other: Table["columns"][number],
): Schema {
  const changed = tables.map((drawn, index) =>
    drawn === null || index !== at
      ? drawn
      : { ...drawn, columns: drawn.columns.with(position, other) },
  );
  return { names, tables: changed };
}

function schemaSql({ names, tables }: Schema): string {
  const name = (position: number): string => hostileNames[names + (position % 3)] ?? "t";
  return tables
    .flatMap((drawn, position) =>
      drawn === null ? [] : tableSql(name(position), name(position + 1), drawn),
    )
    .join("");
}

function tableSql(name: string, next: string, drawn: Table): readonly string[] {
  const own = quote(name);
  const later: string[] = [];
  const isStrict = drawn.tail === "strict";
  const counts = drawn.tail === "without rowid" ? "integer primary key" : drawn.key;
  const columns = drawn.columns.flatMap((one, position) => {
    if (one === null) return [];
    const label = quote((hostileNames[position + 3] ?? "").slice(0, 30));
    if (one.extra === "index") {
      later.push(
        `create index ${quote(`i${position} ${name}`)} on ${own} (${label}) where id > 3;`,
      );
    }
    const extra = new Map([
      ["own check", `check (${own}.${label} is not 'x')`],
      ["check", `constraint ${quote(`${name}'`)} check (${label} is not 'x') /* , */`],
      ["index", ""],
      ["generated", ""],
    ]).get(one.extra);
    const type = isStrict && one.type === "varchar(9)" ? "text" : one.type;
    const rule = one.extra === "generated" ? "as (id * 2)" : one.rule;
    // A strict table has no values of another type.
    return [`${label} ${isStrict ? "any" : type} ${rule} ${extra ?? one.extra}`];
  });
  const ordered = drawn.isTurned ? columns.toReversed() : columns;
  const list = [`id ${counts}`, ...ordered];
  if (drawn.references) list.push(`next int references ${quote(next)} (id)`);
  const view = quote(`v ${name}`);
  return [
    `create table ${own} (${list.join(",\n")}) ${drawn.tail};`,
    ...later,
    ...(drawn.view === "none" ? [] : [`create view ${view} as select * from ${own};`]),
    ...(drawn.view === "chain"
      ? [`create view ${quote(`w ${name}`)} as select id, count(*) from ${view} group by id;`]
      : []),
    ...(drawn.trigger
      ? [
          `create trigger ${quote(`t ${name}`)} after insert on ${own} when new.id < 0 begin delete from ${own}; end;`,
        ]
      : []),
  ];
}
