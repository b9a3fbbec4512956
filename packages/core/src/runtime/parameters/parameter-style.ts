import type { ParameterDescription, ParameterStyle } from "../client/operation-description.js";
import {
  isPlainObject,
  isPresent,
  parameterShape,
  type ParameterShape,
  scalarText,
} from "./parameter-text.js";
import { stringifyExactly } from "../values/exact-json.js";
import { cookieText, encodeReserved, headerText } from "./percent-encoding.js";

/** Writes a value as it stands in the request; empty when there is nothing to send. */
export type ParameterWriter = (value: unknown) => string;

/**
 * How values of one parameter are written: made once for an operation, used in every call.
 * In queries and cookies the text holds the name, in paths and headers only the value.
 * Rules: OpenAPI 3.1 §4.8.12.2 "Style Values" and RFC 6570, which it builds on.
 */
export function parameterWriter(name: string, description: ParameterDescription): ParameterWriter {
  const encode = encoderOf(description);
  const named = description.in === "query" || description.in === "cookie";
  const key = named && description.in === "cookie" ? name : encodeURIComponent(name);
  if (description.json) {
    const prefix = named ? `${key}=` : "";
    return (value) => prefix + encode(stringifyExactly(value) ?? "");
  }
  const style = description.style ?? (named ? "form" : "simple");
  if (style === "deepObject") return (value) => deepObject(key, name, value, encode);
  const explode = description.explode ?? (style === "form" || style === "cookie");
  const separator = description.in === "cookie" ? "; " : "&";
  const write = styles[style];
  return (value) => write({ key, shape: parameterShape(value, name, encode), explode, separator });
}

function encoderOf({
  in: location,
  style,
  allowReserved,
}: ParameterDescription): (text: string) => string {
  if (location === "header") return headerText;
  if (style === "cookie") return cookieText;
  return location === "query" && allowReserved === true ? encodeReserved : encodeURIComponent;
}

interface WriteInput {
  readonly key: string;
  readonly shape: ParameterShape;
  readonly explode: boolean;
  /** Between the pairs of an exploded value. */
  readonly separator: string;
}

type StyleWriter = (input: WriteInput) => string;

const styles: Readonly<Record<Exclude<ParameterStyle, "deepObject">, StyleWriter>> = {
  simple: ({ shape, explode }) => joined(shape, ",", explode ? "=" : ","),
  label: ({ shape, explode }) => `.${joined(shape, explode ? "." : ",", explode ? "=" : ",")}`,
  matrix: ({ key, shape, explode }) => {
    if (shape.kind === "list" && explode) {
      return shape.items.map((item) => `;${pair(key, item)}`).join("");
    }
    if (shape.kind === "object" && explode) {
      return shape.entries.map(([property, item]) => `;${pair(property, item)}`).join("");
    }
    return `;${pair(key, joined(shape, ",", ","))}`;
  },
  form: delimited(","),
  cookie: delimited(","),
  spaceDelimited: delimited("%20"),
  pipeDelimited: delimited("%7C"),
};

/** RFC 6570 §3.2.7: a path-style parameter without a value has no equals sign either. */
function pair(key: string, text: string): string {
  return text === "" ? key : `${key}=${text}`;
}

function delimited(delimiter: string): StyleWriter {
  return ({ key, shape, explode, separator }) => {
    if (shape.kind === "scalar") return `${key}=${shape.text}`;
    if (shape.kind === "list") {
      if (shape.items.length === 0) return "";
      return explode
        ? shape.items.map((item) => `${key}=${item}`).join(separator)
        : `${key}=${shape.items.join(delimiter)}`;
    }
    if (shape.entries.length === 0) return "";
    return explode
      ? shape.entries.map(([property, item]) => `${property}=${item}`).join(separator)
      : `${key}=${joined(shape, delimiter, delimiter)}`;
  };
}

function joined(shape: ParameterShape, delimiter: string, assignment: string): string {
  if (shape.kind === "scalar") return shape.text;
  if (shape.kind === "list") return shape.items.join(delimiter);
  return shape.entries.map(([property, item]) => property + assignment + item).join(delimiter);
}

/**
 * `name[property]=value`. OpenAPI leaves deeper levels and lists open; they are written as most servers
 * read them: another pair of brackets with the property's name or the item's index.
 */
function deepObject(
  key: string,
  name: string,
  value: unknown,
  encode: (text: string) => string,
): string {
  if (!isPlainObject(value)) return `${key}=${encode(scalarText(value, name))}`;
  return Object.entries(value)
    .filter(([, item]) => isPresent(item))
    .map(([property, item]) => {
      return deepObject(`${key}%5B${encodeURIComponent(property)}%5D`, name, item, encode);
    })
    .filter((text) => text !== "")
    .join("&");
}
