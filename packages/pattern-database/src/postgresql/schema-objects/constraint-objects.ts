import type { ConstraintRow, RelationRow } from "../catalogue/catalogue.js";
import { sqlName } from "../catalogue/sql-literal.js";
import { qualifiedName } from "../schema-sql/qualified-name.js";
import { constraintSql } from "../schema-sql/table-sql.js";
import { columnNeeds } from "./column-objects.js";
import { type ObjectList, personName } from "./object-list.js";

/** The constraints that a table does not have from another one. */
export function addConstraints(list: ObjectList, row: RelationRow, table: string): void {
  const alter = `ALTER TABLE ${qualifiedName(row)}`;
  for (const constraint of list.index.constraints.of(row.id)) {
    const { id, name, type, columns, local } = constraint;
    if (!local) continue;
    list.add({
      kind: type === "f" ? "foreign key" : "constraint",
      id: list.own("constraint", id),
      name: personName(row.schema, row.name, name),
      partOf: table,
      needs: [
        table,
        ...columnNeeds(list, row, type === "x" || type === "c" ? [...columns, 0] : columns),
        ...list.needs("constraint", id),
        ...(type === "f" ? referencedNeeds(list, constraint) : []),
      ],
      create: [`${alter} ADD ${constraintSql(constraint)}`],
      drop: `${alter} DROP CONSTRAINT ${sqlName(name)}`,
      comment: list.index.comment("constraint", id),
    });
  }
}

/** The other table, its columns, and every key of these columns: the catalogue does not say which of them is used. */
function referencedNeeds(
  list: ObjectList,
  { referenced, referencedColumns }: ConstraintRow,
): readonly string[] {
  const other = list.index.relations.get(referenced);
  if (other === undefined) return [];
  const isKey = (columns: readonly number[]): boolean =>
    columns.length === referencedColumns.length &&
    columns.every((column) => referencedColumns.includes(column));
  return [
    list.id("relation", referenced) ?? [],
    columnNeeds(list, other, referencedColumns),
    list.index.constraints
      .of(referenced)
      .filter(({ type, columns }) => (type === "p" || type === "u") && isKey(columns))
      .flatMap(({ id }) => list.id("constraint", id) ?? []),
    list.index.indexes
      .of(referenced)
      .filter(({ unique, columns }) => unique && isKey(columns))
      .flatMap(({ id }) => list.id("relation", id) ?? []),
  ].flat();
}
