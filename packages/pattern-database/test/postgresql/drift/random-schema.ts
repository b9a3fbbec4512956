import fc from "fast-check";
import { sqlLiteral, sqlName } from "../../../src/postgresql/catalogue/sql-literal.js";
import { hostileNames } from "../../hostile-schema.js";

const types = [
  "int4",
  "int8",
  "text",
  "varchar(10)",
  "varchar(30)",
  "numeric(10,2)",
  "numeric",
  "date",
  "timestamptz",
  "uuid",
  "jsonb",
  "bool",
  "int4[]",
  "mood",
  "mood[]",
  "code",
] as const;

type ColumnType = (typeof types)[number];

const defaults: Readonly<Partial<Record<ColumnType, string>>> = {
  int4: "7",
  int8: "nextval('counter')",
  text: "'x\\'",
  "varchar(10)": "upper('y')",
  "varchar(30)": "'z'",
  date: "current_date",
  mood: "'ok'",
  code: "'c'",
};

const column = fc.record({
  type: fc.constantFrom(...types),
  notNull: fc.boolean(),
  hasDefault: fc.boolean(),
  comment: fc.option(fc.constantFrom(...hostileNames), { freq: 4 }),
  extra: fc.constantFrom("none", "none", "none", "unique", "check", "index", "partial index"),
});

const table = fc.record({
  /** By position of their names; left out: not there. */
  columns: fc.array(fc.option(column, { freq: 3 }), { minLength: 4, maxLength: 4 }),
  hasKey: fc.boolean(),
  keyType: fc.constantFrom("int4", "int8", "text"),
  references: fc.boolean(),
  generated: fc.boolean(),
  comment: fc.option(fc.constantFrom(...hostileNames), { freq: 2 }),
  view: fc.constantFrom("none", "view", "materialized view", "chain"),
  trigger: fc.boolean(),
  rowSecurity: fc.boolean(),
});

/** A schema of up to three tables, drawn so that two of them have much in common. */
export const randomSchema: fc.Arbitrary<string> = fc
  .record({
    names: fc.constantFrom(0, 5, 10),
    moods: fc.constantFrom(
      ["ok", "sad"],
      ["ok", "sad", "it's"],
      ["bad", "ok", "sad"],
      ["sad", "ok"],
    ),
    codeCheck: fc.constantFrom("value <> ''", "length(value) < 9"),
    functionBody: fc.constantFrom("return new;", "return null;"),
    tables: fc.array(fc.option(table, { freq: 4 }), { minLength: 3, maxLength: 3 }),
  })
  .map(schemaSql);

type Table = typeof table extends fc.Arbitrary<infer Drawn> ? Drawn : never;

interface Schema {
  /** Where in the list of names those of the tables begin. */
  readonly names: number;
  readonly moods: readonly string[];
  readonly codeCheck: string;
  readonly functionBody: string;
  readonly tables: readonly (Table | null)[];
}

function schemaSql(schema: Schema): string {
  const statements = [
    "create sequence counter",
    `create type mood as enum (${schema.moods.map(sqlLiteral).join(", ")})`,
    `create domain code as text check (${schema.codeCheck})`,
    `create function touch() returns trigger language plpgsql as $$begin ${schema.functionBody} end$$`,
  ];
  const name = (position: number): string => hostileNames[schema.names + position] ?? "t";
  const references: string[] = [];
  for (const [position, drawn] of schema.tables.entries()) {
    if (drawn === null) continue;
    statements.push(...tableSql(name(position), drawn));
    const other = schema.tables[(position + 1) % schema.tables.length];
    if (drawn.references && other?.hasKey === true && other.keyType === drawn.keyType) {
      references.push(
        `alter table ${sqlName(name(position))} add constraint "to next" foreign key (id) references ${sqlName(name((position + 1) % schema.tables.length))}`,
      );
    }
  }
  return [...statements, ...references].map((statement) => `${statement};`).join("\n");
}

function tableSql(name: string, drawn: Table): readonly string[] {
  const quotedTable = sqlName(name);
  const columns: string[] = [`id ${drawn.keyType}${drawn.hasKey ? " primary key" : ""}`];
  const later: string[] = [];
  for (const [position, drawnColumn] of drawn.columns.entries()) {
    if (drawnColumn === null) continue;
    const label = (hostileNames[position + 3] ?? "").slice(0, 30);
    const quoted = sqlName(label);
    const initial = drawnColumn.hasDefault ? defaults[drawnColumn.type] : undefined;
    columns.push(
      `${quoted} ${drawnColumn.type}${initial === undefined ? "" : ` default ${initial}`}${drawnColumn.notNull ? " not null" : ""}`,
    );
    if (drawnColumn.extra === "unique" && drawnColumn.type !== "jsonb")
      later.push(
        `alter table ${quotedTable} add constraint ${sqlName(`u${position} ${name.slice(0, 20)}`)} unique (${quoted})`,
      );
    if (drawnColumn.extra === "check")
      later.push(
        `alter table ${quotedTable} add constraint "c${position}" check (${quoted} is not null)`,
      );
    if (drawnColumn.extra === "index" && drawnColumn.type !== "jsonb")
      later.push(
        `create index ${sqlName(`i${position} ${name.slice(0, 20)}`)} on ${quotedTable} (${quoted})`,
      );
    if (drawnColumn.extra === "partial index")
      later.push(
        `create index ${sqlName(`p${position} ${name.slice(0, 20)}`)} on ${quotedTable} (id) where ${quoted} is null`,
      );
    if (drawnColumn.comment !== null)
      later.push(
        `comment on column ${quotedTable}.${quoted} is ${sqlLiteral(drawnColumn.comment)}`,
      );
  }
  if (drawn.generated && drawn.keyType !== "text")
    columns.push(`twice ${drawn.keyType} generated always as (id * 2) stored`);
  const view = sqlName(`v ${name.slice(0, 20)}`);
  const kind = drawn.view === "chain" ? "view" : drawn.view;
  return [
    `create table ${quotedTable} (${columns.join(", ")})`,
    ...later,
    ...(drawn.comment === null
      ? []
      : [`comment on table ${quotedTable} is ${sqlLiteral(drawn.comment)}`]),
    ...(drawn.view === "none" ? [] : [`create ${kind} ${view} as select * from ${quotedTable}`]),
    ...(drawn.view === "chain"
      ? [
          `create view ${sqlName(`w ${name.slice(0, 20)}`)} as select id, count(*) from ${view} group by id`,
        ]
      : []),
    ...(drawn.trigger
      ? [
          `create trigger "on" before insert on ${quotedTable} for each row when (new.id is not null) execute function touch()`,
        ]
      : []),
    ...(drawn.rowSecurity
      ? [
          `alter table ${quotedTable} enable row level security`,
          `create policy "mine" on ${quotedTable} using (id is not null)`,
        ]
      : []),
  ];
}
