import type { SchemaObject } from "../../model/schema-object.js";
import { sqlLiteral } from "../catalogue/sql-literal.js";
import type { SchemaChange } from "./schema-change.js";
import type { SqlScript } from "../../drift/sql-script.js";

/** Comments that are new, or have gone with what was made again. */
export function changeComments(script: SqlScript, change: SchemaChange): void {
  for (const { id, comment } of change.to.values()) {
    const isNew = change.made.has(id) || change.replacedTypes.has(id);
    const before = isNew ? undefined : change.from.get(id)?.comment;
    if (comment === before) continue;
    script.statement(`COMMENT ON ${id} IS ${comment === undefined ? "NULL" : sqlLiteral(comment)}`);
  }
}

/** Whether any comment differs. */
export function hasCommentChange({ from, to }: SchemaChange): boolean {
  return [...to.values()].some(
    ({ id, comment }: SchemaObject) => comment !== from.get(id)?.comment,
  );
}
