import type { JsonSchema, SchemaModel, SchemaUse } from "../../src/model/api-model.js";

/** Schemas as the reader gives them, by TypeScript name; used in requests, where types are exact, unless told. */
export function schemaModels(
  schemas: Readonly<Record<string, JsonSchema>>,
  use: SchemaUse = "requests",
): SchemaModel[] {
  return Object.entries(schemas).map(([name, schema]) => ({
    name,
    pointer: `#/components/schemas/${name}`,
    schema,
    use,
  }));
}
