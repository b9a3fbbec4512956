import { Code } from "@agentflow/core";
import type { JsonSchema, SchemaModel } from "../model/api-model.js";
import type { Direction } from "../model/schema-use.js";
import { printAfterColon, printObject, printType } from "./print-type.js";
import { schemaComment } from "./schema-comment.js";
import { type SchemaTypeOptions, SchemaTypes } from "./schema-types.js";
import type { TypeNode } from "./type-node.js";

export type TypePrinterOptions = Omit<SchemaTypeOptions, "checks">;

/** Prints schemas as TypeScript. Nothing of the document reaches the text but through core's literals and comments. */
export interface TypePrinter {
  /**
   * The type of a schema in an answer, as it stands after `name: `.
   * @param indent spaces of the line that it begins on; default: none
   */
  type(schema: JsonSchema, indent?: string): string;
  /** The type of a schema in a request, likewise. */
  inputType(schema: JsonSchema, indent?: string): string;
  /**
   * `export interface X {…}` or `export type X = …;` with its doc comment, without a final newline. Where requests
   * have another type than answers, `XInput` follows.
   */
  declaration(model: SchemaModel): string;
}

/** A printer for schemas that may refer to any of `schemas`. A reference to another one is `unknown`. */
export function createTypePrinter(
  schemas: readonly SchemaModel[],
  options: TypePrinterOptions = {},
): TypePrinter {
  const types = new SchemaTypes(schemas, options);
  const typeIn = (direction: Direction, schema: JsonSchema, indent: string): string => {
    const text = printType(types.of(schema, direction), indent, indent.length);
    return text.startsWith("\n") ? text.slice(`\n${indent}  | `.length) : text;
  };
  return {
    type: (schema, indent = "") => typeIn("answer", schema, indent),
    inputType: (schema, indent = "") => typeIn("request", schema, indent),
    declaration: (model) =>
      types
        .declared(model)
        .map(({ name, type }) => declarationText(name, schemaComment(model.schema), type))
        .join("\n\n"),
  };
}

function declarationText(given: string, said: string, type: TypeNode): string {
  const name = Code.identifier(given).toString();
  const comment = Code.comment(said).toString();
  const start = comment === "" ? "" : `${comment}\n`;
  if (typeof type === "object" && type.kind === "object" && type.members.length > 0) {
    return `${start}export interface ${name} ${printObject(type, "")}`;
  }
  const text = printAfterColon(type, "", `export type ${name} = ;`.length);
  return `${start}export type ${name} =${text};`;
}
