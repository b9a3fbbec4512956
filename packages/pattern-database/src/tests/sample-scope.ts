import type { DatabaseModel, TypeModel } from "../model/database-model.js";
import type { SampleScope } from "./sampler.js";

/** What samples have to know of a database's own types. */
export function sampleScope({ composites, ranges }: DatabaseModel): SampleScope {
  const attributes = new Map(composites.map((one) => [nameOf(one), one.attributes.length]));
  const subtypes = new Map(ranges.map((one) => [nameOf(one), one.subtype.name]));
  return {
    attributes: (type) => attributes.get(nameOf(type)),
    subtype: (type) => (type.schema === "pg_catalog" ? type.name : subtypes.get(nameOf(type))),
  };
}

function nameOf({ schema, name }: Pick<TypeModel, "schema" | "name">): string {
  return JSON.stringify([schema, name]);
}
