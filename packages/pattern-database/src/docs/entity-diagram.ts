import { compareText } from "@agentflow/core";
import type { NamedDatabase, NamedRelation, NamedTable } from "../names/named-database.js";
import { NamePool } from "../names/name-pool.js";

/** More than this cannot be read as one picture; renderers refuse larger ones too. */
const mostTables = 60;

/** A Mermaid entity diagram of every table and foreign key, or of nothing where it would be too large. */
export function entityDiagram({ tables }: NamedDatabase): string {
  const shown = tables.filter(({ model }) => model.partitionOf === null);
  if (shown.length === 0 || shown.length > mostTables) return "";
  const names = diagramNames(shown);
  const lines = [
    ...shown.map((table) => entity(table, names.get(table) ?? "")),
    ...shown.flatMap((table) =>
      table.relations
        .filter(({ forward, table: other }) => forward && names.has(other))
        .map((relation) => edge(table, relation, names)),
    ),
  ];
  return `\`\`\`mermaid\nerDiagram\n${lines.join("\n")}\n\`\`\``;
}

/** Only letters, digits and underscores are safe in every version of Mermaid. */
function plain(text: string): string {
  const safe = text.replaceAll(/[^A-Za-z0-9_]+/g, "_").replaceAll(/^_+|_+$/g, "");
  return /^[A-Za-z]/.test(safe) ? safe : `t_${safe}`;
}

function diagramNames(tables: readonly NamedTable[]): ReadonlyMap<NamedTable, string> {
  const pool = new NamePool([
    "end",
    "erDiagram",
    "direction",
    "title",
    "style",
    "class",
    "classDef",
  ]);
  return new Map(tables.map((table) => [table, pool.take(plain(table.id))]));
}

/** Keys only: the whole table has a page of its own. */
function entity({ model, columns }: NamedTable, name: string): string {
  const primary = new Set(model.primaryKey?.columns);
  const foreign = new Set(model.foreignKeys.flatMap((key) => key.columns));
  const lines = columns.flatMap((column) => {
    const marks = [
      ...(primary.has(column.model.name) ? ["PK"] : []),
      ...(foreign.has(column.model.name) ? ["FK"] : []),
    ];
    if (marks.length === 0) return [];
    return [`    ${plain(column.type.base.name)} ${plain(column.model.name)} ${marks.join(", ")}`];
  });
  return lines.length === 0 ? `  ${name}` : `  ${name} {\n${lines.join("\n")}\n  }`;
}

function edge(
  table: NamedTable,
  { table: other, constraint, columns, key }: NamedRelation,
  names: ReadonlyMap<NamedTable, string>,
): string {
  const back = other.relations.find(
    (one) => !one.forward && one.constraint === constraint && one.table === table,
  );
  const optional = columns.some(([own]) =>
    table.columns.some(({ model, nullable }) => model.name === own && nullable),
  );
  const left = optional ? "|o" : "||";
  const right = back?.many === false ? "o|" : "o{";
  return `  ${names.get(other) ?? ""} ${left}--${right} ${names.get(table) ?? ""} : ${plain(key)}`;
}

/** Sorted by id, for lists of tables. */
export function byId(tables: readonly NamedTable[]): readonly NamedTable[] {
  return tables.toSorted((left, right) => compareText(left.id, right.id));
}
