import { hostileNames as names } from "../hostile-schema.js";

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const text = (name: string): string => `'${name.replaceAll("'", "''")}'`;

/** Names that people, and worse, give to tables and columns. SQLite knows no limit. */
export const hostileNames = [
  ...names,
  "check (1) references x",
  "[bracket]]",
  "main.sqlite",
  "begin\u2028end",
  "x".repeat(300),
];

/** A schema of nothing but trouble. */
export const hostileSchema = [
  ...hostileNames.map((name, index) => {
    const other = hostileNames[(index + 1) % hostileNames.length] ?? "";
    return `
create table ${quote(name)} ( -- '"([
  ${quote(name)} integer primary key,
  ${quote(`${other.slice(0, 20)} 2`)} text default ${text(other)} collate nocase,
  kind text check (kind in (${text(name)}, 'a)')),
  twice int generated always as (${quote(name)} * 2) stored unique,
  own int references ${quote(name)},
  next int,
  constraint ${quote(`${name} C`)} check (${quote(name)} <> 7),
  constraint ${quote(`${name} F`)} foreign key (next) references ${quote(other)} (twice)
) /* ); */;
create index ${quote(`${name} I`)} on ${quote(name)} (${quote(name)}, twice);
create view ${quote(`${name} V`)} as select ${quote(name)}, 1 as ${quote(other)} from ${quote(name)} -- ;
;`;
  }),
  `create table wide (${Array.from({ length: 2_000 }, (_value, index) => `c${index} int`).join(", ")});`,
].join("\n");
