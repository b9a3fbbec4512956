const quote = (name: string): string => `\`${name.replaceAll("`", "``")}\``;
const text = (value: string): string => `'${value.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;

/** Names that people, and worse, give to tables and columns; each at most 64 characters, MariaDB's limit. */
export const hostileNames = [
  'double " quote',
  "single ' quote",
  "back \\ slash",
  "semi;colon -- comment",
  "*/ end /* begin",
  "new\nline",
  "$$ dollar $1",
  "%s %I _",
  "select",
  "__proto__",
  "constructor",
  "UPPER and lower",
  " leading",
  "dotted.name",
  ":colon ?",
  "{brace} (paren), <>",
  "ü".repeat(64),
  "ｆｕｌｌ",
  "x".repeat(64),
  "1st",
  "`backtick` ${template}",
  "#hash",
];

/** A schema of nothing but trouble. */
export const hostileSchema = [
  ...hostileNames.map((name, index) => {
    const other = hostileNames[(index + 1) % hostileNames.length] ?? "";
    const short = name.slice(0, 20);
    return [
      `create table ${quote(name)} (
        ${quote(name)} bigint primary key comment ${text(name)},
        ${quote(`${other.slice(0, 20)} 2`)} varchar(99) default ${text(`${other} \\ ''`)},
        ${quote(`${short} E`)} enum(${text(`${short}), (`)}, 'a') default 'a',
        ${quote(`${short} S`)} set(${text(short.replaceAll(",", ""))}, 'b'),
        twice bigint generated always as (${quote(name)} * 2) stored,
        next bigint,
        constraint ${quote(`${short} C`)} check (${quote(name)} <> 7),
        unique key ${quote(`${short} U`)} (next),
        key ${quote(`${short} K`)} (${quote(name)} desc, twice)
      ) comment ${text(`${name} */ \\ 'quoted'`)};`,
      `create view ${quote(`${short} V`)} as select * from ${quote(name)} ${quote(other)};`,
      `create trigger ${quote(`${short} T`)} before delete on ${quote(name)} for each row begin set @a = ${text(name)}; end;`,
    ].join("\n");
  }),
  // A circle of foreign keys through all of them.
  ...hostileNames.map((name, index) => {
    const next = hostileNames[(index + 1) % hostileNames.length] ?? "";
    return `alter table ${quote(name)} add constraint ${quote(`${name.slice(0, 20)} F`)} foreign key (next) references ${quote(next)} (${quote(next)});`;
  }),
  // Views in an order that is not the one of their names.
  "create view a_last as select * from b_middle; ".replace(
    /^/,
    "create view c_first as select 1 as `AS`; create view b_middle as select * from c_first; ",
  ),
  `create function ${quote("f;`'\"")} (${quote("a)")} int) returns int deterministic comment 'it''s' return ${quote("a)")};`,
  `create table wide (${Array.from({ length: 1_000 }, (_value, index) => `c${index} smallint`).join(", ")});`,
].join("\n");
