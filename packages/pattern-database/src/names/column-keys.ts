import { camelCase, isIdentifierName, isInheritedName, nameWords } from "@agentflow/core";
import type { ColumnModel } from "../model/database-model.js";
import { NamePool } from "./name-pool.js";

/** Words that mean something else in a filter than a column. */
const filterWords = ["and", "or", "not"];

/**
 * Keys of a table's columns in rows, by the columns' names: `createdAt` of `created_at`. Of columns that read the same,
 * the one whose name is its key has it, then the first; another one keeps its own name where that is free.
 */
export function columnKeys(columns: readonly ColumnModel[]): ReadonlyMap<string, string> {
  const pool = new NamePool();
  const wishes = columns.map(({ name }) => ({ name, key: safeKey(camelCase(nameWords(name))) }));
  const given = new Map<string, string>();
  for (const exact of [true, false]) {
    for (const { name, key } of wishes) {
      if ((name === key) !== exact) continue;
      const own = isIdentifierName(name) && safeKey(name) === name ? [name] : [];
      given.set(name, pool.take(key, ...own));
    }
  }
  return given;
}

function safeKey(key: string): string {
  if (key === "") return "column";
  return isInheritedName(key) || filterWords.includes(key) ? `${key}Column` : key;
}
