import { Code } from "@agentflow/core";
import { referencePointer } from "../document/json-pointer.js";
import { fileReference } from "../model/form-schema.js";
import type { JsonSchema, SchemaModel, TypingModel } from "../model/api-model.js";
import type { Direction } from "../model/schema-use.js";
import { circularAliases } from "./circular-aliases.js";
import { MemberAccess } from "../model/member-access.js";
import { printAfterColon, printObject, printType } from "./print-type.js";
import { requestVariants } from "./request-variants.js";
import { schemaComment } from "./schema-comment.js";
import { nothingLeftOut, type SchemaPlace, type SchemaScope } from "./schema-place.js";
import { schemaType } from "./schema-type.js";
import { intersection, type TypeNode, union } from "./type-node.js";

/** The runtime's type of what a file may be given as; who prints it imports it. */
export const fileType = "FormFile";

export interface TypePrinterOptions {
  /** What stands before each schema's name outside the module that declares them: `schemas.`. Default: nothing. */
  readonly namespace?: string;
  /** Default: dates are strings, integers are numbers, and enums of answers are open. */
  readonly typing?: TypingModel;
}

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

const usualTyping: TypingModel = { dates: "string", int64: "number", enums: "open" };

/** A printer for schemas that may refer to any of `schemas`. A reference to another one is `unknown`. */
export function createTypePrinter(
  schemas: readonly SchemaModel[],
  { namespace = "", typing = usualTyping }: TypePrinterOptions = {},
): TypePrinter {
  const models = new Map(schemas.map((model) => [model.pointer, model]));
  const find = (reference: string): SchemaModel | undefined =>
    models.get(reference) ?? models.get(referencePointer(reference) ?? "");
  const follow = (reference: string): JsonSchema | undefined => find(reference)?.schema;
  const access = new MemberAccess(follow);
  const variants = requestVariants(schemas, typing, find, (member) => access.isOneSided(member));
  const nameIn = ({ pointer, name }: SchemaModel, direction: Direction): string =>
    (direction === "request" ? variants.get(pointer) : undefined) ?? name;
  const placeIn = (direction: Direction): SchemaPlace => {
    const scope: SchemaScope = {
      direction,
      typing,
      name(reference) {
        if (reference === fileReference) return fileType;
        const model = find(reference);
        return model && `${namespace}${nameIn(model, direction)}`;
      },
      schema: follow,
      isHidden: (member) => access.isHidden(member, direction),
    };
    return { scope, depth: 0, enclosing: null, without: nothingLeftOut };
  };
  const places = { answer: placeIn("answer"), request: placeIn("request") };
  const circular = circularAliases(
    new Map(schemas.map((model) => [model.name, model.schema])),
    (reference) => find(reference)?.name,
  );
  const circularNames = new Set(
    schemas
      .filter(({ name }) => circular.has(name))
      .flatMap((model) => [model.name, nameIn(model, "request")]),
  );
  const typeIn = (direction: Direction, schema: JsonSchema, indent: string): string => {
    const text = printType(schemaType(schema, places[direction]), indent, indent.length);
    return text.startsWith("\n") ? text.slice(`\n${indent}  | `.length) : text;
  };
  const declarationIn = (direction: Direction, model: SchemaModel): string => {
    const name = nameIn(model, direction);
    const made = schemaType(model.schema, places[direction]);
    const type = circularNames.has(name) ? withoutNames(made, circularNames, namespace) : made;
    return declarationText(name, schemaComment(model.schema), type);
  };

  return {
    type: (schema, indent = "") => typeIn("answer", schema, indent),
    inputType: (schema, indent = "") => typeIn("request", schema, indent),
    declaration(model) {
      const own = declarationIn(model.use === "requests" ? "request" : "answer", model);
      return variants.has(model.pointer) ? `${own}\n\n${declarationIn("request", model)}` : own;
    },
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
