import {
  camelCase,
  compareText,
  isReservedWord,
  isSpecialName,
  kebabCase,
  nameWords,
} from "@agentflow/core";
import type { TableModel } from "../model/database-model.js";
import { NamePool } from "./name-pool.js";

/** What a table is called in a program and on disk. */
export interface TableKey {
  /** Property of the client, and the constant that describes the table: `orderItems`. */
  readonly key: string;
  /** File name without extension: `order-items`. */
  readonly file: string;
  /** Words of the name that types are made from: `order`, `items`. */
  readonly words: readonly string[];
}

/** What a client has beside its tables, and what its modules import. */
const clientMembers = [
  "close",
  "transaction",
  "query",
  "driver",
  "description",
  "sql",
  "secret",
  "tables",
  "createDatabase",
  "defineTable",
  "migrations",
];

/** What names of tables keep clear of, where it is not what those of SQL do. */
export interface KeyOptions {
  /** What a client has beside its tables. */
  readonly members?: readonly string[];
  /** What a name gets that would be something else: `Table`. */
  readonly suffix?: string;
}

/** File names that Windows keeps for devices, whatever their extension, and the one that stands for a folder. */
const deviceFile = /^(?:con|prn|aux|nul|com\d|lpt\d|index)$/;

/** Characters of a file name before its extension: file systems take 255 in all, and a number may follow. */
const longestFile = 200;

/**
 * Names of tables, unique whatever their order. The schema is part of a name only where tables of several schemas read
 * the same; one of the default schema needs it never.
 */
export function tableKeys<Table extends Pick<TableModel, "schema" | "name">>(
  tables: readonly Table[],
  defaultSchema: string,
  { members = clientMembers, suffix = "Table" }: KeyOptions = {},
): ReadonlyMap<Table, TableKey> {
  const wishes = tables.map((table) => ({ table, words: wordsOf(table.name) }));
  const spread = new Map<string, Set<string>>();
  for (const { table, words } of wishes) {
    const read = camelCase(words).toLowerCase();
    spread.set(read, (spread.get(read) ?? new Set()).add(table.schema));
  }
  const qualified = wishes.map(({ table, words }) => {
    const schemas = spread.get(camelCase(words).toLowerCase());
    const alone = table.schema === defaultSchema || schemas?.size === 1;
    return { table, words: alone ? words : [...nameWords(table.schema), ...words] };
  });
  // A table whose name is its key keeps it, also when another that reads the same comes first.
  qualified.sort(
    (left, right) =>
      Number(camelCase(left.words) !== left.table.name) -
        Number(camelCase(right.words) !== right.table.name) ||
      compareText(left.table.schema, right.table.schema) ||
      compareText(left.table.name, right.table.name),
  );
  const keys = new NamePool(members);
  const files = new NamePool();
  return new Map(
    qualified.map(({ table, words }) => {
      const key = camelCase(words);
      const unsafe = isReservedWord(key) || isSpecialName(key);
      const file = kebabCase(words).slice(0, longestFile).replace(/-$/, "");
      return [
        table,
        {
          key: unsafe ? keys.take(`${key}${suffix}`) : keys.take(key, `${key}${suffix}`),
          file: files.take(deviceFile.test(file) ? `${file}-${suffix.toLowerCase()}` : file),
          words,
        },
      ];
    }),
  );
}

function wordsOf(name: string): readonly string[] {
  const words = nameWords(name);
  return words.length === 0 ? ["table"] : words;
}
