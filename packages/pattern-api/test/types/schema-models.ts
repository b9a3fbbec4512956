import type { JsonSchema, SchemaModel } from "../../src/model/api-model.js";

/** Schemas as the reader gives them, by TypeScript name. */
export function schemaModels(schemas: Readonly<Record<string, JsonSchema>>): SchemaModel[] {
  return Object.entries(schemas).map(([name, schema]) => ({
    name,
    pointer: `#/components/schemas/${name}`,
    schema,
  }));
}
