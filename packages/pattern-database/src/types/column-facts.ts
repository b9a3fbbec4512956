import type { ColumnModel } from "../model/database-model.js";
import type { ColumnType } from "./column-type.js";
import type { ColumnChoice } from "./typing.js";

/** A column, with what printing needs to know of it. */
export interface NamedColumn {
  readonly model: ColumnModel;
  /** Key in rows of a program. */
  readonly key: string;
  readonly type: ColumnType;
  /** Rows may hold null here, as far as can be known. */
  readonly nullable: boolean;
  /** The database gives a value when an insert leaves it out. */
  readonly hasDefault: boolean;
  /** Never written: the database computes it, or the role may not. */
  readonly readOnly: boolean;
  readonly insertable: boolean;
  readonly updatable: boolean;
  /** It counts the row's changes: every change adds one, and a program writes none. */
  readonly version: boolean;
}

/** Everything that follows from a column's model and its type. */
export function namedColumn(
  model: ColumnModel,
  key: string,
  type: ColumnType,
  choice?: ColumnChoice,
): NamedColumn {
  const version = choice === "version";
  const computed = model.generated !== null || model.identity === "always";
  const insertable = !computed && model.insertable;
  const updatable = !computed && model.updatable;
  return {
    model,
    key,
    type,
    nullable: model.notNull !== true && !type.refusesNull,
    hasDefault: computed || model.identity !== null || model.default !== null || type.hasDefault,
    readOnly: !insertable && !updatable,
    insertable,
    updatable: updatable && !version,
    version,
  };
}
