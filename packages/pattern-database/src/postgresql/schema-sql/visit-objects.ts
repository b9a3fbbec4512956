import type { Catalogue, ObjectId, ObjectKind } from "../catalogue/catalogue.js";
import { sqlName } from "../catalogue/sql-literal.js";
import type { CatalogueIndex } from "../model/catalogue-index.js";
import { qualifiedName } from "./qualified-name.js";

const relationWords = {
  r: "TABLE",
  p: "TABLE",
  f: "TABLE",
  v: "VIEW",
  m: "MATERIALIZED VIEW",
} as const;

/** Takes an object, and what makes its name. @param column 0 for the object itself */
type ObjectVisitor = (kind: ObjectKind, id: ObjectId, name: () => string, column?: number) => void;

/**
 * Goes through everything that SQL has a name for, as `COMMENT ON` and `DROP` have it.
 * @param columnsOf whether the columns of a relation are wanted
 */
export function visitObjects(
  catalogue: Catalogue,
  index: CatalogueIndex,
  add: ObjectVisitor,
  columnsOf: (relation: ObjectId) => boolean = () => true,
): void {
  const { relations, types } = index;
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
    if (!columnsOf(row.id)) continue;
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
}
