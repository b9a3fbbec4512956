import type { CollectionModel } from "../model/mongodb-model.js";
import { isObject, type Schema } from "./schema-type.js";

/** A collection as `listCollections` gives it. */
export interface ListedCollection {
  readonly name: string;
  readonly kind: CollectionModel["kind"];
  readonly options: Schema;
}

const kinds: ReadonlyMap<unknown, CollectionModel["kind"]> = new Map([
  ["view", "view"],
  ["timeseries", "timeseries"],
]);

export function listedCollection(listed: object): ListedCollection {
  const { name, type, options }: Schema = { ...listed };
  return {
    name: String(name),
    kind: kinds.get(type) ?? "collection",
    options: isObject(options) ? options : {},
  };
}
