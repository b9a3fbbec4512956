import type { ApiModel } from "../model/api-model.js";
import { SchemaTypes } from "../types/schema-types.js";
import { declaration, moduleText } from "./module-text.js";
import { ZodPrinter } from "./zod-printer.js";

/** Source of `src/validation/schemas.ts`: a schema for every named type, under its name. */
export function schemasModule({ schemas, typing }: Pick<ApiModel, "schemas" | "typing">): string {
  // Without an import or export the file would not be a module.
  if (schemas.length === 0) return "export {};\n";
  const types = new SchemaTypes(schemas, { typing, checks: true });
  const printer = new ZodPrinter();
  const declarations = schemas
    .flatMap((model) => types.declared(model))
    .map(({ name, type }) => declaration(name, `types.${name}`, type, printer));
  const imports = ['import type * as types from "../types/schemas.js";'];
  return moduleText(declarations, printer.used, imports, ".");
}
