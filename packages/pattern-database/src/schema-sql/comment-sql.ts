import type { Catalogue, CommentRow } from "../catalogue/catalogue.js";
import { sqlLiteral, sqlName } from "../catalogue/sql-literal.js";
import { qualifiedName } from "./qualified-name.js";
import type { SchemaParts } from "./schema-parts.js";

const relationWords = {
  r: "TABLE",
  p: "TABLE",
  f: "TABLE",
  v: "VIEW",
  m: "MATERIALIZED VIEW",
} as const;

/**
 * A comment as SQL; `undefined` when what it is about is not in the schema.
 * @param built whether something is
 */
export function commentSql(
  comment: CommentRow,
  catalogue: Catalogue,
  parts: SchemaParts,
  built: (key: string) => boolean,
): string | undefined {
  const target = commentTarget(comment, catalogue, parts, built);
  return target === undefined ? undefined : `COMMENT ON ${target} IS ${sqlLiteral(comment.text)}`;
}

function commentTarget(
  { kind, id, column }: CommentRow,
  catalogue: Catalogue,
  parts: SchemaParts,
  built: (key: string) => boolean,
): string | undefined {
  const { index } = parts;
  switch (kind) {
    case "schema": {
      const name = catalogue.server.schemas[catalogue.server.schemaIds.indexOf(id)];
      return name !== undefined && built(`schema ${name}`) ? `SCHEMA ${sqlName(name)}` : undefined;
    }
    case "type": {
      const type = index.types.get(id);
      if (type === undefined || !built(`type ${id}`)) return undefined;
      return `${type.kind === "d" ? "DOMAIN" : "TYPE"} ${qualifiedName(type)}`;
    }
    case "function": {
      const row = parts.functions.get(id);
      if (row === undefined || !built(`function ${id}`)) return undefined;
      return `${row.kind === "p" ? "PROCEDURE" : "FUNCTION"} ${qualifiedName(row)}(${row.arguments})`;
    }
    case "relation":
      return relationTarget(id, column, catalogue, parts, built);
    case "constraint":
    case "trigger":
    case "policy":
      return partTarget(kind, id, catalogue, parts, built);
    default:
      return undefined;
  }
}

function relationTarget(
  id: number,
  column: number,
  catalogue: Catalogue,
  { index, sequences }: SchemaParts,
  built: (key: string) => boolean,
): string | undefined {
  const sequence = sequences.get(id);
  if (sequence !== undefined) {
    return built(`sequence ${id}`) ? `SEQUENCE ${qualifiedName(sequence)}` : undefined;
  }
  const position = catalogue.indexes.find((row) => row.id === id);
  if (position !== undefined) {
    const table = index.relations.get(position.relation);
    return table === undefined || !built(`relation ${id}`)
      ? undefined
      : `INDEX ${qualifiedName({ schema: table.schema, name: position.name })}`;
  }
  const relation = index.relations.get(id);
  if (relation === undefined || !built(`relation ${id}`)) return undefined;
  if (column === 0) return `${relationWords[relation.kind]} ${qualifiedName(relation)}`;
  const [name] = index.columnNames(id, [column]);
  return name === undefined ? undefined : `COLUMN ${qualifiedName(relation)}.${sqlName(name)}`;
}

function partTarget(
  kind: "constraint" | "trigger" | "policy",
  id: number,
  { constraints, triggers, policies }: Catalogue,
  { index }: SchemaParts,
  built: (key: string) => boolean,
): string | undefined {
  const rows = { constraint: constraints, trigger: triggers, policy: policies }[kind];
  const row = rows.find((candidate) => candidate.id === id);
  if (row === undefined || !built(`${kind} ${id}`)) return undefined;
  const part = `${kind.toUpperCase()} ${sqlName(row.name)} ON`;
  const table = index.relations.get(row.relation);
  if (table !== undefined) return `${part} ${qualifiedName(table)}`;
  const domain = "domain" in row ? index.types.get(row.domain) : undefined;
  return domain === undefined ? undefined : `${part} DOMAIN ${qualifiedName(domain)}`;
}
