import type { Catalogue } from "../catalogue/catalogue.js";
import { ObjectMap } from "../catalogue/object-map.js";
import { sqlLiteral } from "../catalogue/sql-literal.js";
import type { CatalogueIndex } from "../model/catalogue-index.js";
import { compareCodePoints } from "../../model/compare-code-points.js";
import type { SchemaOutput } from "./schema-output.js";
import { visitObjects } from "./visit-objects.js";

/**
 * The comments on what the SQL makes, in an order of their own. Most objects have none, so each is named only when it
 * has one.
 */
export function commentStatements(
  catalogue: Catalogue,
  index: CatalogueIndex,
  output: SchemaOutput,
): readonly string[] {
  const comments = ObjectMap.group(
    catalogue.comments.filter(({ kind, id }) => output.isBuilt(kind, id)),
  );
  const statements: string[] = [];
  visitObjects(
    catalogue,
    index,
    (kind, id, name, column = 0) => {
      for (const comment of comments.get(kind, id) ?? []) {
        if (comment.column !== column) continue;
        statements.push(`COMMENT ON ${name()} IS ${sqlLiteral(comment.text)}`);
      }
    },
    (relation) => comments.has("relation", relation),
  );
  return statements.toSorted(compareCodePoints);
}
