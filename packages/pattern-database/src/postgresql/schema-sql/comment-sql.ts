import type { Catalogue, ObjectKind } from "../catalogue/catalogue.js";
import { ObjectMap } from "../catalogue/object-map.js";
import { sqlLiteral, sqlName } from "../catalogue/sql-literal.js";
import type { CatalogueIndex } from "../model/catalogue-index.js";
import { compareCodePoints } from "../../model/compare-code-points.js";
import { qualifiedName } from "./qualified-name.js";
import type { SchemaOutput } from "./schema-output.js";

const relationWords = {
  r: "TABLE",
  p: "TABLE",
  f: "TABLE",
  v: "VIEW",
  m: "MATERIALIZED VIEW",
} as const;

/**
 * The comments on what the SQL makes, in an order of their own. Most objects have none, so each is named only when it
 * has one.
 */
export function commentStatements(
  catalogue: Catalogue,
  index: CatalogueIndex,
  output: SchemaOutput,
): readonly string[] {
  const { relations, types } = index;
  const comments = ObjectMap.group(
    catalogue.comments.filter(({ kind, id }) => output.isBuilt(kind, id)),
  );
  const statements: string[] = [];
  const add = (kind: ObjectKind, id: number, target: () => string, column = 0): void => {
    for (const comment of comments.get(kind, id) ?? []) {
      if (comment.column !== column) continue;
      statements.push(`COMMENT ON ${target()} IS ${sqlLiteral(comment.text)}`);
    }
  };
  const { server } = catalogue;
  for (const [position, id] of server.schemaIds.entries()) {
    add("schema", id, () => `SCHEMA ${sqlName(server.schemas[position] ?? "")}`);
  }
  for (const row of catalogue.types) {
    add("type", row.id, () => `${row.kind === "d" ? "DOMAIN" : "TYPE"} ${qualifiedName(row)}`);
  }
  for (const row of catalogue.functions) {
    const word = row.kind === "p" ? "PROCEDURE" : "FUNCTION";
    add("function", row.id, () => `${word} ${qualifiedName(row)}(${row.arguments})`);
  }
  for (const row of catalogue.sequences) {
    add("relation", row.id, () => `SEQUENCE ${qualifiedName(row)}`);
  }
  for (const row of catalogue.relations) {
    add("relation", row.id, () => `${relationWords[row.kind]} ${qualifiedName(row)}`);
    if (!comments.has("relation", row.id)) continue;
    for (const { position, name } of index.columns.of(row.id)) {
      const column = (): string => `COLUMN ${qualifiedName(row)}.${sqlName(name)}`;
      add("relation", row.id, column, position);
    }
  }
  for (const { id, relation, name } of catalogue.indexes) {
    const schema = relations.get(relation)?.schema ?? "";
    add("relation", id, () => `INDEX ${qualifiedName({ schema, name })}`);
  }
  for (const [kind, rows] of [
    ["constraint", catalogue.constraints],
    ["trigger", catalogue.triggers],
    ["policy", catalogue.policies],
  ] as const) {
    for (const row of rows) {
      const table = relations.get(row.relation);
      const domain = "domain" in row ? types.get(row.domain) : undefined;
      const part = (): string => `${kind.toUpperCase()} ${sqlName(row.name)} ON`;
      if (table !== undefined) add(kind, row.id, () => `${part()} ${qualifiedName(table)}`);
      else if (domain !== undefined) {
        add(kind, row.id, () => `${part()} DOMAIN ${qualifiedName(domain)}`);
      }
    }
  }
  return statements.toSorted(compareCodePoints);
}
