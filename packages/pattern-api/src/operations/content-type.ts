import type { ContentModel, JsonSchema } from "../model/api-model.js";
import type { SchemaTypePrinter } from "./type-printer.js";

/** The contents that decide a type: the JSON ones when there are any, because they are asked for and sent first. */
export function leadingContent(content: readonly ContentModel[]): readonly ContentModel[] {
  const json = content.filter(({ kind }) => kind === "json");
  return json.length > 0 ? json.slice(0, 1) : content;
}

/** The contents that decide the type of a request body: an object is written as the first content says. */
export function sentContent(content: readonly ContentModel[]): readonly ContentModel[] {
  const [first] = content;
  return first?.kind === "form" || first?.kind === "multipart" ? [first] : leadingContent(content);
}

/** Type of a response body: `undefined` without content. */
export function responseBodyType(
  content: readonly ContentModel[],
  printer: SchemaTypePrinter,
  indent = "",
): string {
  if (content.length === 0) return "undefined";
  return unionType(
    leadingContent(content).map((item) => contentType(item, printer, indent, "Uint8Array")),
  );
}

/** Type of a request body. Bytes may be given whole, as text or as a stream. */
export function requestBodyType(
  content: readonly ContentModel[],
  printer: SchemaTypePrinter,
  indent = "",
): string {
  return unionType(
    sentContent(content).map((item) => contentType(item, inputPrinter(printer), indent, "RawBody")),
  );
}

/** Type of what an answer of one media type is read as. */
export function contentTypeText(
  content: ContentModel,
  printer: SchemaTypePrinter,
  indent: string,
): string {
  return contentType(content, printer, indent, "Uint8Array");
}

/** Prints what callers send. */
function inputPrinter(printer: SchemaTypePrinter): Pick<SchemaTypePrinter, "type"> {
  return { type: (schema, indent) => printer.inputType(schema, indent) };
}

function contentType(
  { kind, schema, events }: ContentModel,
  printer: Pick<SchemaTypePrinter, "type">,
  indent: string,
  bytes: string,
): string {
  switch (kind) {
    case "json":
      return schema === null ? "unknown" : printer.type(schema, indent);
    case "form":
    case "multipart":
      return formType(schema ?? true, printer, indent);
    case "text":
      return "string";
    case "stream":
      // Read whole, events are text, as the runtime has it.
      return events === undefined ? bytes : "string";
    case "binary":
      return bytes;
  }
}

/** A form is an object, also where its schema says nothing. */
function formType(
  schema: JsonSchema,
  printer: Pick<SchemaTypePrinter, "type">,
  indent: string,
): string {
  const type = printer.type(schema, indent);
  return type === "unknown" ? "{ [key: string]: unknown }" : type;
}

/** A union without repetitions on one line. */
export function unionType(types: readonly string[]): string {
  return unionMembers(types).join(" | ");
}

/** Members of a union without repetitions; `undefined` stands last, and `unknown` swallows the rest. */
export function unionMembers(types: readonly string[]): readonly string[] {
  const distinct = [...new Set(types)];
  if (distinct.includes("unknown")) return ["unknown"];
  const named = distinct.filter((type) => type !== "undefined");
  return named.length < distinct.length ? [...named, "undefined"] : named;
}

/**
 * A type where it stands after `name:`, with the space or the line break before it.
 * A union over several lines gets a line for its first member too.
 * @param indent spaces of the line that the name is on
 */
export function afterName(type: string, indent = ""): string {
  const bar = `\n${indent}  | `;
  return type.includes(bar) ? `${bar}${type}` : ` ${type}`;
}
