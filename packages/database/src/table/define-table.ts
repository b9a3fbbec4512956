import { freeze } from "../description/freeze.js";
import type { TableDescription } from "../description/table-description.js";

declare const types: unique symbol;

/** What is known of a table, with the types of its rows. Data only: made by `defineTable`, used by `createDatabase`. */
export interface TableDefinition<
  Row,
  Insert,
  Changes,
  Key,
  Relations,
  Removal = unknown,
> extends TableDescription {
  /** For the compiler; not there at run time. */
  readonly [types]?: {
    readonly row: Row;
    readonly insert: Insert;
    readonly changes: Changes;
    readonly key: Key;
    readonly relations: Relations;
    readonly removal: Removal;
  };
}

/** A table, whatever its rows. */
export type AnyTable = TableDefinition<unknown, unknown, unknown, unknown, unknown>;

/**
 * Gives a table's description the types of its rows, of what writes take, of its key, and of its relations: by name
 * `{ table, row, many }`, `table` being the other table's key and `row` its rows, with `undefined` where there may be
 * none. `Removal` is `never` where rows cannot be removed. Nothing happens but that the description is frozen, so a
 * bundler can drop tables that are not used.
 */
export function defineTable<Row, Insert, Changes, Key, Relations, Removal = unknown>(
  description: TableDescription,
): TableDefinition<Row, Insert, Changes, Key, Relations, Removal> {
  freeze(description);
  return description;
}
