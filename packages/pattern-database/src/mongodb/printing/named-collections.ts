import { compareText } from "@agentflow/core";
import { type ClientNames, clientNames } from "../../names/client-names.js";
import { tableKeys } from "../../names/table-keys.js";
import { type TableTypeNames, TypeNames } from "../../names/type-names.js";
import { unitId } from "../../names/unit-id.js";
import type { CollectionModel, MongodbModel } from "../model/mongodb-model.js";

/** A database whose every part has the names that it has in the generated package. */
export interface NamedCollections {
  readonly model: MongodbModel;
  readonly names: ClientNames;
  /** Variable of the environment that may name a server for the package's own tests: `SHOP_TEST_DATABASE_URL`. */
  readonly testEnvironment: string;
  /** Sorted by key. */
  readonly collections: readonly NamedCollection[];
}

export interface NamedCollection {
  readonly model: CollectionModel;
  /** What a person calls it. */
  readonly id: string;
  /** Property of the client. */
  readonly key: string;
  /** File name without extension. */
  readonly file: string;
  readonly types: Pick<TableTypeNames, "row" | "insert" | "changes">;
}

/** What a client has beside its collections, and what its modules import. */
const members = [
  "close",
  "check",
  "transaction",
  "then",
  "collections",
  "secret",
  "defineCollection",
  "createMongoDatabase",
];

/** Types that the generated modules import. */
const imported = [
  "Binary",
  "Decimal128",
  "ObjectId",
  "UUID",
  "MongoValue",
  "NewDocument",
  "DocumentChanges",
];

export function nameCollections(model: MongodbModel): NamedCollections {
  const names = clientNames(model.name);
  const tables = model.collections.map((each) => ({ schema: "", name: each.name, model: each }));
  const keys = tableKeys(tables, "", { members, suffix: "Collection" });
  const typeNames = new TypeNames([names.client, names.transaction, names.options, ...imported]);
  const collections = [...keys].map(([table, { key, file, words }]): NamedCollection => ({
    model: table.model,
    id: unitId(table, ""),
    key,
    file,
    types: typeNames.table(words),
  }));
  return {
    model,
    names,
    testEnvironment: names.environment.replace(/_URL$/, "_TEST_DATABASE_URL"),
    collections: collections.toSorted((one, other) => compareText(one.key, other.key)),
  };
}

/** Whether documents are written by a program: others are only read. */
export function isWritable({ model }: NamedCollection): boolean {
  return model.kind === "collection";
}
