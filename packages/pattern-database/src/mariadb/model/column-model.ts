import type { ColumnModel } from "../../model/database-model.js";
import type { ColumnRow } from "../catalogue/catalogue.js";
import { withoutOwnName } from "../sql/own-names.js";
import type { EnumModels } from "./enum-models.js";
import type { ReadTable } from "./read-tables.js";
import { typeModel } from "./type-model.js";
import type { ViewWriting } from "./view-writing.js";

/** What columns are built with. */
export interface ColumnScope {
  readonly database: string;
  readonly objects: ReadonlySet<string>;
  readonly enums: EnumModels;
}

/** A column of a table as the model has it. */
export function columnModel(column: ColumnRow, read: ReadTable, scope: ColumnScope): ColumnModel {
  const { generated } = column;
  const may = rights(column);
  return {
    ...common(column, read, scope),
    notNull: column.notNull,
    default: generated === null ? defaultOf(column, scope) : null,
    generated,
    identity: identityOf(column),
    insertable: generated === null && may.has("insert"),
    updatable: generated === null && may.has("update"),
    ...onUpdate(column),
  };
}

/**
 * A column of a view as the model has it. That it is never null is known where the server says so; where it does not,
 * nothing is known, because it also says so of columns that never are. What it says of defaults is of other columns: a
 * row that is added gets those of the table.
 */
export function viewColumnModel(
  column: ColumnRow,
  read: ReadTable,
  writing: ViewWriting,
  scope: ColumnScope,
): ColumnModel {
  const may = rights(column);
  const written = writing.updatable.get(column.name);
  const inserted = writing.insert ? written : undefined;
  return {
    ...common(column, read, scope),
    notNull: column.notNull ? true : null,
    default: inserted ? defaultOf(inserted, scope) : null,
    generated: null,
    identity: inserted ? identityOf(inserted) : null,
    insertable: inserted !== undefined && may.has("insert"),
    updatable: written !== undefined && may.has("update"),
  };
}

function identityOf({ extra }: ColumnRow): ColumnModel["identity"] {
  return /\bauto_increment\b/i.test(extra) ? "by-default" : null;
}

function onUpdate({ extra }: ColumnRow): Pick<ColumnModel, "onUpdate"> {
  const [, expression] = /\bon update ([\w()]+)/i.exec(extra) ?? [];
  return expression === undefined ? {} : { onUpdate: expression };
}

function common(
  column: ColumnRow,
  { row, table }: ReadTable,
  { database, enums }: ColumnScope,
): Pick<ColumnModel, "name" | "type" | "comment" | "collation"> {
  const type = typeModel(column, table?.checks ?? [], database, enums.nameOf(column));
  // What makes a text JSON brings a collation of its own.
  const isUsual = row.type === "VIEW" || type.name === "json" || column.collation === row.collation;
  return {
    name: column.name,
    type,
    collation: isUsual ? null : column.collation,
    comment: column.comment === "" ? null : column.comment,
  };
}

function defaultOf(column: ColumnRow, { database, objects }: ColumnScope): string | null {
  if (column.default === null || column.default === "NULL") return null;
  return withoutOwnName(column.default, database, objects);
}

function rights({ privileges }: ColumnRow): ReadonlySet<string> {
  return new Set(privileges.split(","));
}
