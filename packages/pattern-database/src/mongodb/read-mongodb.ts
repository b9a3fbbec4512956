import { AgentFlowError, errorCodes } from "@agentflow/core";
import type { Db } from "mongodb";
import type { DatabaseReader } from "../dialect/database-reader.js";
import { checkSelection } from "../input/check-selection.js";
import { tablePattern } from "../input/table-pattern.js";
import { compareCodePoints } from "../model/compare-code-points.js";
import { withMongodb } from "./connection/open-mongodb.js";
import { databaseOf } from "./mongodb-address.js";
import { buildModel } from "./model/build-model.js";
import type { MongodbModel } from "./model/mongodb-model.js";
import { type ListedCollection, listedCollection } from "./schema/listed-collection.js";
import { sampleCollection } from "./sampling/sample-collection.js";
import { isClosed } from "./schema/validator.js";

/** Documents of each collection that are looked at, unless a user says otherwise. */
const defaultSample = 1000;

/** Reads a MongoDB: collections, validators and indexes, and documents where validators leave something open. */
export const readMongodb: DatabaseReader<MongodbModel> = async (source, options, { signal }) => {
  if (!("address" in source)) {
    throw new AgentFlowError(errorCodes.inputInvalid, "MongoDB has no schema as SQL.", {
      help: "Give --connection.",
    });
  }
  const { address } = source;
  return withMongodb(address, signal, async (database) => {
    const listed = await listCollections(database);
    const namespace = databaseOf(address);
    const tables = listed.filter(({ name }) => isSelected(`${namespace}.${name}`, options));
    checkSelection(
      {
        schemas: [namespace],
        tables: tables.map(({ name }) => ({ schema: namespace, name })),
      },
      options,
    );
    const { version } = await database.admin().serverInfo();
    const collections = [];
    for (const collection of tables) {
      const shape = isClosed(collection.options)
        ? undefined
        : await sampleCollection(
            database.collection(collection.name),
            options.sample ?? defaultSample,
            signal,
          );
      const indexes =
        collection.kind === "view"
          ? []
          : await database.collection(collection.name).listIndexes().toArray();
      collections.push({ ...collection, shape, indexes });
    }
    return buildModel(options.name, String(version), collections);
  });
};

async function listCollections(database: Db): Promise<readonly ListedCollection[]> {
  const found = await database.listCollections({}, { nameOnly: false }).toArray();
  return (
    found
      .map((each) => listedCollection(each))
      // The server's own, such as the buckets of time series.
      .filter(({ name }) => !name.startsWith("system."))
      .toSorted((one, other) => compareCodePoints(one.name, other.name))
  );
}

function isSelected(
  name: string,
  { includeTable, excludeTable = [] }: Parameters<typeof readMongodb>[1],
): boolean {
  const matches = (glob: string): boolean =>
    new RegExp(`^(?:${tablePattern(glob)})$`, "su").test(name);
  return (includeTable?.some(matches) ?? true) && !excludeTable.some(matches);
}
