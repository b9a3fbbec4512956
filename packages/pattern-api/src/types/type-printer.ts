import { Code } from "@agentflow/core";
import { referencePointer } from "../document/json-pointer.js";
import type { JsonSchema, SchemaModel } from "../model/api-model.js";
import { fileReference } from "../model/form-schema.js";
import { circularAliases } from "./circular-aliases.js";
import { printAfterColon, printObject, printType } from "./print-type.js";
import { schemaComment } from "./schema-comment.js";
import type { SchemaScope } from "./schema-place.js";
import { schemaType } from "./schema-type.js";
import { intersection, type TypeNode, union } from "./type-node.js";

/** The runtime's type of what a file may be given as; who prints it imports it. */
export const fileType = "FormFile";

export interface TypePrinterOptions {
  /** What stands before each schema's name outside the module that declares them: `schemas.`. Default: nothing. */
  readonly namespace?: string;
}

/** Prints schemas as TypeScript. Nothing of the document reaches the text but through core's literals and comments. */
export interface TypePrinter {
  /**
   * The type of a schema, as it stands after `name: `.
   * @param indent spaces of the line that it begins on; default: none
   */
  type(schema: JsonSchema, indent?: string): string;
  /** `export interface X {…}` or `export type X = …;` with its doc comment, without a final newline. */
  declaration(model: SchemaModel): string;
}

/** A printer for schemas that may refer to any of `schemas`. A reference to another one is `unknown`. */
export function createTypePrinter(
  schemas: readonly SchemaModel[],
  options: TypePrinterOptions = {},
): TypePrinter {
  const namespace = options.namespace ?? "";
  const models = new Map(schemas.map((model) => [model.pointer, model]));
  const find = (reference: string): SchemaModel | undefined =>
    models.get(reference) ?? models.get(referencePointer(reference) ?? "");
  const scope: SchemaScope = {
    name(reference) {
      if (reference === fileReference) return fileType;
      const model = find(reference);
      return model && `${namespace}${model.name}`;
    },
    schema: (reference) => find(reference)?.schema,
  };
  const place = { scope, depth: 0, enclosing: null };
  const circular = circularAliases(
    new Map(schemas.map((model) => [model.name, model.schema])),
    (reference) => find(reference)?.name,
  );

  return {
    type(schema, indent = "") {
      const text = printType(schemaType(schema, place), indent, indent.length);
      return text.startsWith("\n") ? text.slice(`\n${indent}  | `.length) : text;
    },
    declaration(model) {
      const name = Code.identifier(model.name).toString();
      const comment = Code.comment(schemaComment(model.schema)).toString();
      const start = comment === "" ? "" : `${comment}\n`;
      const made = schemaType(model.schema, place);
      const type = circular.has(model.name) ? withoutNames(made, circular, namespace) : made;
      if (typeof type === "object" && type.kind === "object" && type.members.length > 0) {
        return `${start}export interface ${name} ${printObject(type, "")}`;
      }
      const text = printAfterColon(type, "", `export type ${name} = ;`.length);
      return `${start}export type ${name} =${text};`;
    },
  };
}

/** The type with `unknown` for each of the names that stands outside any member or item. */
function withoutNames(type: TypeNode, names: ReadonlySet<string>, namespace: string): TypeNode {
  if (typeof type === "string") {
    return type.startsWith(namespace) && names.has(type.slice(namespace.length)) ? "unknown" : type;
  }
  if (type.kind === "union") {
    return union(type.members.map((member) => withoutNames(member, names, namespace)));
  }
  if (type.kind === "intersection") {
    return intersection(type.members.map((member) => withoutNames(member, names, namespace)));
  }
  return type;
}
