import type { ColumnSql } from "../../model/schema-object.js";
import type { ColumnRow, RelationRow } from "../catalogue/catalogue.js";
import { sqlName } from "../catalogue/sql-literal.js";
import { qualifiedName } from "../schema-sql/qualified-name.js";
import { identityOptions } from "../schema-sql/sequence-sql.js";
import { type ObjectList, personName } from "./object-list.js";

/** What SQL calls the default of a column; there is no such name for a comment. */
export function defaultId(columnId: string): string {
  return `DEFAULT OF ${columnId}`;
}

/** The columns of a table, and their defaults. */
export function addColumns(list: ObjectList, row: RelationRow, tableId: string): void {
  for (const [index, column] of list.index.columns.of(row.id).entries()) {
    const id = list.id("relation", row.id, column.position) ?? "";
    const sql = { ...columnSql(list, row, column), position: index + 1 };
    const target = `ALTER TABLE ${qualifiedName(row)}`;
    const expressionNeeds =
      column.expressionId === null ? [] : list.needs("default", column.expressionId);
    list.add({
      kind: "column",
      id,
      name: personName(row.schema, row.name, column.name),
      partOf: tableId,
      needs: [
        tableId,
        ...list.typeNeeds(column.type),
        ...(sql.generated === null ? [] : expressionNeeds),
      ],
      create: [`${target} ADD COLUMN ${columnDefinition(sql)}`],
      drop: `${target} DROP COLUMN ${sqlName(column.name)}`,
      comment: list.index.comment("relation", row.id, column.position),
      column: sql,
    });
    if (sql.default === null) continue;
    // ONLY: a partition may have a default of its own.
    const only = `ALTER TABLE ONLY ${qualifiedName(row)} ALTER COLUMN ${sqlName(column.name)}`;
    list.add({
      kind: "default",
      id: defaultId(id),
      name: personName(row.schema, row.name, column.name),
      partOf: id,
      needs: [id, ...expressionNeeds],
      create: [`${only} SET DEFAULT ${sql.default}`],
      drop: `${only} DROP DEFAULT`,
    });
  }
}

/** The columns of a view, which only comments are about. */
export function addViewColumns(list: ObjectList, row: RelationRow, viewId: string): void {
  for (const { position, name } of list.index.columns.of(row.id)) {
    const comment = list.index.comment("relation", row.id, position);
    if (comment === null) continue;
    list.add({
      kind: "view column",
      id: list.id("relation", row.id, position) ?? "",
      name: personName(row.schema, row.name, name),
      partOf: viewId,
      needs: [viewId],
      create: [],
      drop: "",
      comment,
    });
  }
}

/** A type with its modifiers and its collation. */
export function typeSql({ type, collation }: Pick<ColumnSql, "type" | "collation">): string {
  return collation === null ? type : `${type} COLLATE ${collation}`;
}

/**
 * A column as it stands in a table.
 * @param isDefaultLater whether its default is not given yet
 */
export function columnDefinition(column: ColumnSql, isDefaultLater = false): string {
  const { quoted, notNull, generated, identity } = column;
  const initial = isDefaultLater ? null : column.default;
  return [
    quoted,
    typeSql(column),
    ...(initial === null ? [] : [`DEFAULT ${initial}`]),
    ...(generated === null ? [] : [generated]),
    ...(identity === null ? [] : [identity]),
    ...(notNull ? ["NOT NULL"] : []),
  ].join(" ");
}

function columnSql(
  list: ObjectList,
  row: RelationRow,
  column: ColumnRow,
): Omit<ColumnSql, "position"> {
  const { sql, collation, notNull, expression, generated, identity, name, position, local } =
    column;
  const sequence = list.parts.identitySequence(row.id, position);
  const options =
    sequence === undefined ? "" : identityOptions(sequence, `${row.name}_${name}_seq`);
  return {
    table: qualifiedName(row),
    quoted: sqlName(name),
    type: sql,
    collation,
    notNull,
    default: generated === "" ? expression : null,
    generated:
      generated === ""
        ? null
        : `GENERATED ALWAYS AS (${expression ?? ""}) ${generated === "v" ? "VIRTUAL" : "STORED"}`,
    identity:
      identity === ""
        ? null
        : `GENERATED ${identity === "a" ? "ALWAYS" : "BY DEFAULT"} AS IDENTITY${options}`,
    local,
  };
}
