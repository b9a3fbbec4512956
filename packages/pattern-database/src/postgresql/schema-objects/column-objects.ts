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
    const id = list.own("relation", row.id, column.position);
    const sql = { ...columnSql(list, row, column), position: index + 1 };
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
        ...(sql.generated === undefined ? [] : expressionNeeds),
      ],
      create: [],
      comment: list.index.comment("relation", row.id, column.position),
      column: sql,
    });
    if (sql.default === undefined) continue;
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
      id: list.own("relation", row.id, position),
      name: personName(row.schema, row.name, name),
      partOf: viewId,
      needs: [viewId],
      create: [],
      comment,
    });
  }
}

/** A type with its modifiers and its collation. */
export function typeSql({ type, collation }: Pick<ColumnSql, "type" | "collation">): string {
  return collation === undefined ? type : `${type} COLLATE ${collation}`;
}

/**
 * A column as it stands in a table.
 * @param isDefaultLater whether its default is not given yet
 */
export function columnDefinition(column: ColumnSql, isDefaultLater = false): string {
  const { quoted, notNull, generated, identity } = column;
  const initial = isDefaultLater ? undefined : column.default;
  return [
    quoted,
    typeSql(column),
    ...(initial === undefined ? [] : [`DEFAULT ${initial}`]),
    ...(generated === undefined ? [] : [generated]),
    ...(identity === undefined ? [] : [identity]),
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
  const isGenerated = generated !== "";
  const kind = generated === "v" ? "VIRTUAL" : "STORED";
  const how = identity === "a" ? "ALWAYS" : "BY DEFAULT";
  return {
    table: qualifiedName(row),
    quoted: sqlName(name),
    type: sql,
    notNull,
    local,
    ...(collation !== null && { collation }),
    ...(!isGenerated && expression !== null && { default: expression }),
    ...(isGenerated && { generated: `GENERATED ALWAYS AS (${expression ?? ""}) ${kind}` }),
    ...(identity !== "" && { identity: `GENERATED ${how} AS IDENTITY${options}` }),
  };
}

/** The columns at these positions; for an expression, which 0 stands for, all of them: it does not say which. */
export function columnNeeds(
  list: ObjectList,
  row: RelationRow,
  positions: readonly number[],
): readonly string[] {
  return list.index.columns
    .of(row.id)
    .filter(({ position }) => positions.includes(0) || positions.includes(position))
    .flatMap(({ position }) => list.id("relation", row.id, position) ?? []);
}
