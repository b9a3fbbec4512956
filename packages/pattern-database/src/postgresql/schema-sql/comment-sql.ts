import type { Catalogue, ObjectKind } from "../catalogue/catalogue.js";
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
 * The comments on what the SQL makes, in an order of their own.
 */
export function commentStatements(
  catalogue: Catalogue,
  index: CatalogueIndex,
  output: SchemaOutput,
): readonly string[] {
  const targets = commentTargets(catalogue, index);
  return catalogue.comments
    .flatMap(({ kind, id, column, text }) => {
      const target = targets.get(`${kind} ${id} ${column}`);
      return target === undefined || !output.isBuilt(kind, id)
        ? []
        : [`COMMENT ON ${target} IS ${sqlLiteral(text)}`];
    })
    .toSorted(compareCodePoints);
}

/** What a comment can be about, as SQL names it, by kind, number and column. */
export function commentTargets(
  catalogue: Catalogue,
  { relations, types }: CatalogueIndex,
): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  const add = (kind: ObjectKind, id: number, target: string, column = 0): void => {
    targets.set(`${kind} ${id} ${column}`, target);
  };
  const { server } = catalogue;
  for (const [position, id] of server.schemaIds.entries()) {
    add("schema", id, `SCHEMA ${sqlName(server.schemas[position] ?? "")}`);
  }
  for (const row of catalogue.types) {
    add("type", row.id, `${row.kind === "d" ? "DOMAIN" : "TYPE"} ${qualifiedName(row)}`);
  }
  for (const row of catalogue.functions) {
    const word = row.kind === "p" ? "PROCEDURE" : "FUNCTION";
    add("function", row.id, `${word} ${qualifiedName(row)}(${row.arguments})`);
  }
  for (const row of catalogue.sequences) add("relation", row.id, `SEQUENCE ${qualifiedName(row)}`);
  for (const row of catalogue.relations) {
    add("relation", row.id, `${relationWords[row.kind]} ${qualifiedName(row)}`);
  }
  for (const { relation, position, name } of catalogue.columns) {
    const table = relations.get(relation);
    if (table === undefined) continue;
    add("relation", relation, `COLUMN ${qualifiedName(table)}.${sqlName(name)}`, position);
  }
  for (const { id, relation, name } of catalogue.indexes) {
    const schema = relations.get(relation)?.schema ?? "";
    add("relation", id, `INDEX ${qualifiedName({ schema, name })}`);
  }
  for (const [kind, rows] of [
    ["constraint", catalogue.constraints],
    ["trigger", catalogue.triggers],
    ["policy", catalogue.policies],
  ] as const) {
    for (const row of rows) {
      const table = relations.get(row.relation);
      const domain = "domain" in row ? types.get(row.domain) : undefined;
      const part = `${kind.toUpperCase()} ${sqlName(row.name)} ON`;
      if (table !== undefined) add(kind, row.id, `${part} ${qualifiedName(table)}`);
      else if (domain !== undefined) add(kind, row.id, `${part} DOMAIN ${qualifiedName(domain)}`);
    }
  }
  return targets;
}
