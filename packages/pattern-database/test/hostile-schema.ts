const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Names that people, and worse, give to tables and columns; each at most 63 bytes, PostgreSQL's limit. */
export const hostileNames = [
  'double " quote',
  "single ' quote",
  "back \\ slash",
  "semi;colon -- comment",
  "*/ end /* begin",
  "new\nline",
  "$$ dollar $1",
  "%s %I",
  "select",
  "__proto__",
  "constructor",
  "UPPER and lower",
  " leading and trailing ",
  "dotted.name",
  ":colon",
  "{brace} (paren) <>",
  "ü".repeat(31),
  "語".repeat(21),
  "right \u202e to left",
  "bell \u0007",
  "😀 ｆｕｌｌ",
  "x".repeat(63),
  "1st",
  "`backtick` ${template}",
];

/** A schema of nothing but trouble. */
export const hostileSchema = [
  `create schema ${quote("sch;ema \" '")};`,
  ...hostileNames.map((name, index) => {
    const other = hostileNames[(index + 1) % hostileNames.length] ?? "";
    return [
      `create type ${quote("sch;ema \" '")}.${quote(`${name.slice(0, 20)} E`)} as enum ('${name.replaceAll("'", "''").slice(0, 20)}', 'a');`,
      `create table ${quote(name)} (
        ${quote(name)} int8 primary key,
        ${quote(`${other.slice(0, 20)} 2`)} text default '${other.replaceAll("'", "''")}',
        kind ${quote("sch;ema \" '")}.${quote(`${name.slice(0, 20)} E`)}[],
        twice int8 generated always as (${quote(name)} * 2) stored,
        own int8 references ${quote(name)},
        constraint ${quote(`${name.slice(0, 20)} C`)} check (${quote(name)} <> 7)
      );`,
      `comment on table ${quote(name)} is '${name.replaceAll("'", "''")} */ \\ ''quoted''';`,
      `comment on column ${quote(name)}.${quote(name)} is '${name.replaceAll("'", "''")}';`,
      `create index on ${quote(name)} (${quote(name)}, twice);`,
      `create view ${quote(`${name.slice(0, 20)} V`)} as select * from ${quote(name)};`,
    ].join("\n");
  }),
  // A circle of foreign keys through all of them.
  ...hostileNames.map((name, index) => {
    const next = hostileNames[(index + 1) % hostileNames.length] ?? "";
    return `alter table ${quote(name)} add constraint ${quote(`${name.slice(0, 20)} F`)} foreign key (twice) references ${quote(next)};`;
  }),
  `create table wide (${Array.from({ length: 1_600 }, (_value, index) => `c${index} int2`).join(", ")});`,
].join("\n");
