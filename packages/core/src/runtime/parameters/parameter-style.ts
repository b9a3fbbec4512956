import type { ParameterDescription, ParameterStyle } from "../client/operation-description.js";
import { stringifyExactly } from "../values/exact-json.js";
import {
  isPlainObject,
  isPresent,
  parameterShape,
  type ParameterShape,
  scalarText,
} from "./parameter-text.js";
import { cookieText, encodeReserved, headerText } from "./percent-encoding.js";
import type { ParameterWriter } from "./plain-style.js";
import { exploded, joined } from "./usual-style.js";

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
  return (value) => {
    return write({ key, shape: parameterShape(value, name, key, encode), explode, separator });
  };
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
  matrix: ({ key, shape, explode }) =>
    explode
      ? shape.pairs.map(([name, text]) => `;${pair(name, text)}`).join("")
      : `;${pair(key, joined(shape, ",", ","))}`,
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
    if (shape.pairs.length === 0) return "";
    return explode ? exploded(shape, separator) : `${key}=${joined(shape, delimiter, delimiter)}`;
  };
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
