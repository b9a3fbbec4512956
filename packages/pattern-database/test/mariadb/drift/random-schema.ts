import fc from "fast-check";
import { quotedName, quotedText } from "../../../src/mariadb/sql/quoted.js";
import { hostileNames } from "../hostile-schema.js";

interface ColumnType {
  readonly sql: string;
  readonly default?: string;
  /** It can be the first of an index as it is. */
  readonly indexed: boolean;
}

const types: readonly ColumnType[] = [
  { sql: "int", default: "7", indexed: true },
  { sql: "bigint unsigned", default: "nextval(counter)", indexed: true },
  { sql: "decimal(10,2)", default: "1.50", indexed: true },
  { sql: "varchar(10)", default: "'x\\\\'", indexed: true },
  { sql: "varchar(30)", default: "concat('a', 'b')", indexed: true },
  { sql: "varchar(30) character set latin1", default: "'é'", indexed: true },
  { sql: "varchar(30) collate utf8mb4_bin", default: "'\\n'", indexed: true },
  { sql: "text", indexed: false },
  { sql: "json", indexed: false },
  { sql: "enum('ok','sad')", default: "'ok'", indexed: true },
  { sql: "enum('sad','it''s','ok')", default: "'ok'", indexed: true },
  {
    sql: "timestamp(3) null",
    default: "current_timestamp(3) on update current_timestamp(3)",
    indexed: true,
  },
  { sql: "date", default: "'2024-02-29'", indexed: true },
  { sql: "blob", indexed: false },
  { sql: "point", indexed: false },
];

const column = fc.record({
  type: fc.constantFrom(...types),
  notNull: fc.boolean(),
  hasDefault: fc.boolean(),
  comment: fc.option(fc.constantFrom(...hostileNames), { freq: 4 }),
  hidden: fc.constantFrom(false, false, false, true),
  extra: fc.constantFrom(
    "none",
    "none",
    "none",
    "unique",
    "check",
    "own check",
    "index",
    "prefix",
    "fulltext",
    "spatial",
  ),
  generated: fc.constantFrom("no", "no", "no", "stored", "virtual"),
});

const table = fc.record({
  /** By position of their names; left out: not there. */
  columns: fc.array(fc.option(column, { freq: 3 }), { minLength: 4, maxLength: 4 }),
  isReversed: fc.boolean(),
  key: fc.constantFrom("none", "id", "id", "id and number", "counting"),
  keyType: fc.constantFrom("int", "int", "bigint", "varchar(20)"),
  references: fc.constantFrom("none", "next", "next", "itself"),
  onDelete: fc.constantFrom("", "on delete cascade", "on update cascade on delete set null"),
  index: fc.constantFrom("none", "covering", "descending"),
  comment: fc.option(fc.constantFrom(...hostileNames), { freq: 2 }),
  view: fc.constantFrom("none", "view", "chain", "named columns"),
  triggers: fc.constantFrom([], ["one"], ["one", "two"], ["two", "one"], ["two", "three"]),
  options: fc.constantFrom(
    "",
    "",
    "",
    "default charset latin1",
    "collate utf8mb4_bin",
    "row_format=compressed key_block_size=8",
    "engine=aria",
    "engine=myisam max_rows=9 checksum=1",
    "stats_persistent=1 page_compressed=1",
    "with system versioning",
  ),
  partitions: fc.constantFrom(
    "",
    "",
    "",
    "",
    "",
    "partition by hash (number) partitions 2",
    "partition by range (number) (partition a values less than (5), partition b values less than maxvalue)",
  ),
});

/** A schema of up to three tables, drawn so that two of them have much in common. */
export const randomSchema: fc.Arbitrary<string> = fc
  .record({
    names: fc.constantFrom(0, 5, 10, 15),
    sequence: fc.constantFrom(
      "",
      "start with 5 maxvalue 900",
      "minvalue 50 increment by 3 nocache cycle comment 'it''s'",
    ),
    routine: fc.constantFrom(
      "none",
      "return n + 1",
      "begin declare m int default 2; -- it's $$ here\n return n * m; end",
    ),
    mode: fc.constantFrom("", "ANSI_QUOTES,STRICT_ALL_TABLES"),
    charset: fc.constantFrom("utf8mb4", "latin1"),
    tables: fc
      .array(fc.option(table, { freq: 4 }), { minLength: 3, maxLength: 3 })
      .filter((tables) => tables.some((one) => one !== null)),
  })
  .map(schemaSql);

type Column = typeof column extends fc.Arbitrary<infer Drawn> ? Drawn : never;
type Table = typeof table extends fc.Arbitrary<infer Drawn> ? Drawn : never;

interface Schema {
  /** Where in the list of names those of the tables begin. */
  readonly names: number;
  readonly sequence: string;
  readonly routine: string;
  readonly mode: string;
  readonly charset: string;
  readonly tables: readonly (Table | null)[];
}

function schemaSql({ names, sequence, routine, mode, charset, tables }: Schema): string {
  const statements = [
    `alter database character set ${charset}`,
    `create sequence counter ${sequence}`,
    `set sql_mode = ${quotedText(mode)}`,
    ...(routine === "none"
      ? []
      : [`create function after(n int) returns int deterministic ${routine}`]),
    "set sql_mode = default",
  ];
  const name = (position: number): string => hostileNames[names + (position % 3)] ?? "t";
  for (const [position, drawn] of tables.entries()) {
    if (drawn === null) continue;
    const target = drawn.references === "next" ? (position + 1) % 3 : position;
    const other = tables[target];
    const isFree = (one: Table): boolean =>
      one.partitions === "" && !/aria|myisam|versioning/.test(one.options);
    const refers =
      drawn.references !== "none" &&
      other !== null &&
      other !== undefined &&
      other.key !== "none" &&
      keyTypeOf(other) === keyTypeOf(drawn) &&
      // Texts refer to texts of their own collation.
      (keyTypeOf(drawn) !== "varchar(20)" || other.options === drawn.options) &&
      isFree(drawn) &&
      isFree(other);
    statements.push(...tableSql(name(position), drawn, refers ? name(target) : undefined));
  }
  return statements.map((statement) => `${statement};`).join("\n");
}

function keyTypeOf({ key, keyType }: Table): string {
  return key === "counting" && keyType === "varchar(20)" ? "int" : keyType;
}

function tableSql(name: string, drawn: Table, references: string | undefined): readonly string[] {
  const quoted = quotedName(name);
  const short = name.slice(0, 20);
  const part = (letter: string): string => quotedName(`${letter} ${short}`);
  const hasKey = drawn.key !== "none";
  const columns = drawn.columns.flatMap((one, position) =>
    one === null ? [] : columnSql(one, position, drawn),
  );
  const parts = [
    `id ${keyTypeOf(drawn)} not null${drawn.key === "counting" ? " auto_increment" : ""}`,
    "number int not null",
    `parent ${keyTypeOf(drawn)}`,
    ...(drawn.isReversed ? columns.toReversed() : columns),
  ];
  const isWhole = drawn.key === "id and number" || drawn.partitions !== "";
  if (hasKey) parts.push(isWhole ? "primary key (id, number)" : "primary key (id)");
  if (drawn.index === "covering") parts.push(`key ${part("i")} (parent, number)`);
  if (drawn.index === "descending") parts.push(`key ${part("i")} (number desc, id)`);
  if (references !== undefined) {
    parts.push(
      `constraint ${part("f")} foreign key (parent) references ${quotedName(references)} (id) ${drawn.onDelete}`,
    );
  }
  const view = part("v");
  return [
    `create table ${quoted} (${parts.join(", ")}) ${drawn.options}${drawn.comment === null ? "" : ` comment ${quotedText(drawn.comment)}`} ${drawn.partitions}`,
    ...(drawn.view === "none" ? [] : [`create view ${view} as select * from ${quoted}`]),
    ...(drawn.view === "chain"
      ? [`create view ${part("a")} as select id, count(*) as n from ${view} group by id`]
      : []),
    ...(drawn.view === "named columns"
      ? [
          `create sql security invoker view ${part("w")} (x) as select id from ${quoted} where number > 0 with local check option`,
        ]
      : []),
    ...drawn.triggers.map(
      (trigger) =>
        `create trigger ${part(trigger)} before insert on ${quoted} for each row begin set new.number = ${trigger.length}; end`,
    ),
  ];
}

function columnSql(
  one: Column,
  position: number,
  { partitions, options }: Table,
): readonly string[] {
  const name = (hostileNames[position + 3] ?? "").slice(0, 30);
  const quoted = quotedName(name);
  const { type } = one;
  // No partition has geometries.
  if (type.sql === "point" && partitions !== "") return [];
  const comment = one.comment === null ? "" : ` comment ${quotedText(one.comment)}`;
  const isPlain = one.generated === "no" || one.type.sql === "json";
  const isTimed = type.sql.startsWith("timestamp");
  const notNull = one.notNull && isPlain && !isTimed ? " not null" : "";
  const initial = one.hasDefault && type.default !== undefined ? ` default ${type.default}` : "";
  const check =
    one.extra === "own check" && isPlain && type.sql !== "json"
      ? ` check (${quoted} is not null)`
      : "";
  const definition = isPlain
    ? `${notNull}${initial}${one.hidden && (notNull === "" || initial !== "") ? " invisible" : ""}${comment}${check}`
    : ` as (null) ${one.generated}${comment}`;
  const key = quotedName(`k${position}`);
  const canIndex = isPlain || one.generated === "stored";
  return [
    `${quoted} ${isPlain ? type.sql : type.sql.replace(" null", "")}${definition}`,
    ...(one.extra === "unique" && type.indexed && canIndex && partitions === ""
      ? [`unique key ${key} (${quoted})`]
      : []),
    ...(one.extra === "check"
      ? [`constraint ${quotedName(`c${position}`)} check (${quoted} is not null)`]
      : []),
    ...(one.extra === "index" && type.indexed && canIndex
      ? [`key ${key} (${quoted}, number)`]
      : []),
    ...(one.extra === "prefix" && /text|varchar/.test(type.sql) && canIndex
      ? [`key ${key} (${quoted}(5))`]
      : []),
    ...(one.extra === "fulltext" &&
    /text|varchar/.test(type.sql) &&
    canIndex &&
    partitions === "" &&
    !/compressed/.test(options)
      ? [`fulltext key ${key} (${quoted})`]
      : []),
    ...(one.extra === "spatial" && type.sql === "point" && notNull !== "" && partitions === ""
      ? [`spatial key ${key} (${quoted})`]
      : []),
  ];
}
