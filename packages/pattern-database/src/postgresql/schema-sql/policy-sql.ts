import type { PolicyRow, RelationRow } from "../catalogue/catalogue.js";
import { sqlName } from "../catalogue/sql-literal.js";

/** A policy as SQL. */
export function policySql(
  { schema, name: table }: Pick<RelationRow, "schema" | "name">,
  { name, permissive, command, roles, using, check }: PolicyRow,
): string {
  return [
    `CREATE POLICY ${sqlName(name)} ON ${sqlName(schema)}.${sqlName(table)}`,
    ...(permissive ? [] : ["AS RESTRICTIVE"]),
    ...(command === "all" ? [] : [`FOR ${command.toUpperCase()}`]),
    ...(roles.length === 0 ? [] : [`TO ${roles.map((role) => sqlName(role)).join(", ")}`]),
    ...(using === null ? [] : [`USING (${using})`]),
    ...(check === null ? [] : [`WITH CHECK (${check})`]),
  ].join(" ");
}
