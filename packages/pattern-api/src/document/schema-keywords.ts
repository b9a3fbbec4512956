/** What the value of a keyword that holds schemas looks like. */
export type SchemaShape = "one" | "list" | "map";

const shapes: ReadonlyMap<string, SchemaShape> = new Map([
  ["additionalItems", "one"],
  ["additionalProperties", "one"],
  ["contains", "one"],
  ["contentSchema", "one"],
  ["else", "one"],
  ["if", "one"],
  ["items", "one"],
  ["not", "one"],
  ["propertyNames", "one"],
  ["then", "one"],
  ["unevaluatedItems", "one"],
  ["unevaluatedProperties", "one"],
  ["allOf", "list"],
  ["anyOf", "list"],
  ["oneOf", "list"],
  ["prefixItems", "list"],
  ["$defs", "map"],
  ["definitions", "map"],
  ["dependentSchemas", "map"],
  ["patternProperties", "map"],
  ["properties", "map"],
]);

/** The shape of a keyword's value; `undefined` for one that holds no schemas. `items` may be one schema or a list. */
export function schemaShape(keyword: string, value: unknown): SchemaShape | undefined {
  return keyword === "items" && Array.isArray(value) ? "list" : shapes.get(keyword);
}
