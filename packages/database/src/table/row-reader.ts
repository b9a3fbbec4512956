import type { WireValue } from "../driver/driver.js";
import type { ColumnPlan } from "./column-plan.js";

/** Reads what a statement gave for one relation of a row. */
export interface RelationReader {
  /** Key in rows of a program. */
  readonly key: string;
  /** @param value parsed JSON; `null` when there were no rows */
  read(value: unknown): unknown;
}

/** Makes rows of a program from what a statement gave. */
export class RowReader {
  readonly #columns: readonly ColumnPlan[];
  readonly #relations: readonly RelationReader[];

  constructor(columns: readonly ColumnPlan[], relations: readonly RelationReader[] = []) {
    this.#columns = columns;
    this.#relations = relations;
  }

  /**
   * A row of a statement: the columns' values, then one JSON text for each relation.
   * @throws {DatabaseError} kind "data" when a value is none of its column's kind
   */
  read(values: readonly WireValue[]): object {
    const row = this.#columnsOf(values);
    let index = this.#columns.length;
    for (const relation of this.#relations) {
      const text = values[index] ?? null;
      put(row, relation.key, relation.read(text === null ? null : JSON.parse(String(text))));
      index += 1;
    }
    return row;
  }

  /** A row within JSON: its columns' values, then each relation. */
  readJson(parts: readonly unknown[]): object {
    const row: Record<string, unknown> = {};
    let index = 0;
    for (const column of this.#columns) {
      put(row, column.key, column.decodeJson(parts[index] ?? null));
      index += 1;
    }
    for (const relation of this.#relations) {
      put(row, relation.key, relation.read(parts[index] ?? null));
      index += 1;
    }
    return row;
  }

  #columnsOf(values: readonly WireValue[]): Record<string, unknown> {
    const row: Record<string, unknown> = {};
    let index = 0;
    for (const column of this.#columns) {
      put(row, column.key, column.decode(values[index] ?? null));
      index += 1;
    }
    return row;
  }
}

/** Sets a property, also one that would set the object's prototype otherwise. */
function put(row: Record<string, unknown>, key: string, value: unknown): void {
  if (key === "__proto__") {
    Object.defineProperty(row, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else {
    row[key] = value;
  }
}
