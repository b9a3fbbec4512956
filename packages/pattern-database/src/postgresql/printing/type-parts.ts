import type { DatabaseModel, TypeModel } from "../../model/database-model.js";

/** What the types of a database are made of. */
interface TypeParts {
  /** Attributes of a composite type; undefined when it is not known. */
  attributes(type: TypeModel): number | undefined;
  /** What a range is a range of; of a built-in one, the range type itself. */
  subtype(type: TypeModel): string | undefined;
}

/** Looks up what a database's own types are made of. */
export function typeParts({ composites, ranges }: DatabaseModel): TypeParts {
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
