import type { SchemaObject } from "../../model/schema-object.js";
import { changeComments, hasCommentChange } from "./comment-steps.js";
import { remarkOrder } from "./column-order.js";
import { dropFirst, dropLast } from "./drop-steps.js";
import { MakeSteps } from "./make-steps.js";
import { remarkRenames } from "./rename-remarks.js";
import { SchemaChange } from "./schema-change.js";
import { SqlScript } from "../../drift/sql-script.js";
import { addEnumValues, setTypesAside } from "./type-steps.js";

/**
 * SQL that makes one schema into another, in an order that works, in one transaction but for new values of enums.
 * What it loses and what may fail is said before the statement, what a person has to do stands as a comment.
 * @param title what it does, for its first line
 * @returns `undefined` when there is nothing to do
 */
export function migrationSql(
  from: readonly SchemaObject[],
  to: readonly SchemaObject[],
  title: string,
): string | undefined {
  const change = new SchemaChange(from, to);
  const order = new SqlScript();
  remarkOrder(order, change);
  if (change.isEmpty && !hasCommentChange(change) && order.isEmpty) return undefined;
  const enums = new SqlScript();
  addEnumValues(enums, change);
  const script = new SqlScript();
  remarkRenames(script, change);
  dropFirst(script, change);
  setTypesAside(script, change);
  new MakeSteps(script, change).write();
  dropLast(script, change);
  changeComments(script, change);
  return [
    `-- ${title}`,
    "-- Written to be reviewed: nobody has run it. A statement that fails takes back its whole transaction.",
    "",
    ...(enums.isEmpty ? [] : [`BEGIN;\n\n${enums.toString()}\nCOMMIT;\n`]),
    "BEGIN;\n\n-- Functions may name what comes after them.\nSET LOCAL check_function_bodies = off;\n",
    script.toString(),
    ...(order.isEmpty ? [] : [order.toString()]),
    "COMMIT;\n",
  ].join("\n");
}
