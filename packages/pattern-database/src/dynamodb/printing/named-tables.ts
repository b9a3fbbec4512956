import { compareText } from "@agentflow/core";
import { type ClientNames, clientNames } from "../../names/client-names.js";
import { tableKeys } from "../../names/table-keys.js";
import { type TableTypeNames, TypeNames } from "../../names/type-names.js";
import { unitId } from "../../names/unit-id.js";
import type { DynamodbModel, DynamoTableModel } from "../dynamodb-model.js";

/** A database whose every part has the names that it has in the generated package. */
export interface NamedTables {
  readonly model: DynamodbModel;
  readonly names: ClientNames;
  /** Sorted by key. */
  readonly tables: readonly NamedTable[];
}

export interface NamedTable {
  readonly model: DynamoTableModel;
  /** What a person calls it. */
  readonly id: string;
  /** Property of the client. */
  readonly key: string;
  /** File name without extension. */
  readonly file: string;
  readonly types: Pick<TableTypeNames, "row" | "key">;
}

/** What a client has beside its tables, and what its modules import. */
const members = [
  "close",
  "write",
  "then",
  "tables",
  "secret",
  "defineDynamoTable",
  "createDynamoDatabase",
];

export function nameTables(model: DynamodbModel): NamedTables {
  const names = clientNames(model.name);
  const wishes = model.tables.map((each) => ({ schema: "", name: each.name, model: each }));
  const typeNames = new TypeNames([names.client, names.options, "DynamoValue", "DynamoNumber"]);
  const tables = [...tableKeys(wishes, "", { members })].map(
    ([table, { key, file, words }]): NamedTable => ({
      model: table.model,
      id: unitId(table, ""),
      key,
      file,
      types: typeNames.table(words),
    }),
  );
  return { model, names, tables: tables.toSorted((one, other) => compareText(one.key, other.key)) };
}

/** Attributes of a table's primary key. */
export function keyNames({
  partitionKey,
  sortKey,
}: Pick<DynamoTableModel, "partitionKey" | "sortKey">): readonly string[] {
  return sortKey === null ? [partitionKey] : [partitionKey, sortKey];
}
