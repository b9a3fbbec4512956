import type { EnumModel } from "../../model/database-model.js";
import type { ColumnRow } from "../catalogue/catalogue.js";
import { enumValues } from "./type-model.js";

/** The types of `enum` columns, which MariaDB gives no name: each is called by its table and column. */
export class EnumModels {
  readonly #models: EnumModel[] = [];
  readonly #names = new Map<string, string>();

  /** @param columns in the order of tables and columns */
  constructor(columns: readonly ColumnRow[], database: string) {
    const taken = new Set<string>();
    for (const { table, name, type, sql } of columns) {
      if (type !== "enum") continue;
      const free = freeName(`${table}_${name}`, taken);
      taken.add(free);
      this.#names.set(keyOf(table, name), free);
      this.#models.push({ schema: database, name: free, values: enumValues(sql), comment: null });
    }
  }

  get models(): readonly EnumModel[] {
    return this.#models;
  }

  nameOf({ table, name }: ColumnRow): string {
    return this.#names.get(keyOf(table, name)) ?? "";
  }
}

/** `a_b` and `c` read as `a` and `b_c` do. */
function freeName(wish: string, taken: ReadonlySet<string>): string {
  let name = wish;
  for (let number = 2; taken.has(name); number += 1) name = `${wish}_${number}`;
  return name;
}

function keyOf(table: string, column: string): string {
  return JSON.stringify([table, column]);
}
