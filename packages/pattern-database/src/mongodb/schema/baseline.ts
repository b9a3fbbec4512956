import { type Json, jsonText } from "@agentflow/core";
import { BSON } from "mongodb";
import type { Schema } from "./schema-type.js";
import type { ListedCollection } from "./listed-collection.js";

/** Options that make a collection what it is; others are of the server it is on. */
const options = [
  "capped",
  "size",
  "max",
  "validator",
  "validationLevel",
  "validationAction",
  "collation",
  "timeseries",
  "expireAfterSeconds",
  "clusteredIndex",
  "viewOn",
  "pipeline",
];

/** What the server adds to an index, and makes by itself. */
const ofTheServer: ReadonlySet<string> = new Set(["v", "ns", "background"]);

/** Commands that make an empty database of the same collections, as extended JSON. */
export function baselineOf(
  collections: readonly (ListedCollection & { readonly indexes: readonly Schema[] })[],
): string {
  // Views come after what they are of, which may be views too.
  const made = ordered(collections);
  const commands = made.flatMap(({ name, indexes, ...collection }): Schema[] => {
    const chosen = options.flatMap((option) =>
      Object.hasOwn(collection.options, option) ? [[option, collection.options[option]]] : [],
    );
    const further = indexes
      .filter(({ name: index }) => index !== "_id_")
      .map((index) =>
        Object.fromEntries(Object.entries(index).filter(([key]) => !ofTheServer.has(key))),
      );
    return [
      { create: name, ...Object.fromEntries(chosen) },
      ...(further.length === 0 ? [] : [{ createIndexes: name, indexes: further }]),
    ];
  });
  const text = BSON.EJSON.stringify(commands, { relaxed: true });
  // Extended JSON is JSON.
  return jsonText(JSON.parse(text) as Json, 2);
}

function ordered<Each extends ListedCollection>(collections: readonly Each[]): readonly Each[] {
  const waiting = new Map(collections.map((each) => [each.name, each]));
  const result: Each[] = [];
  const take = (each: Each): void => {
    if (!waiting.delete(each.name)) return;
    const source = waiting.get(String(each.options["viewOn"]));
    if (source !== undefined) take(source);
    result.push(each);
  };
  for (const each of collections) take(each);
  return result;
}
