import { ParameterError, parameterShape, type ParameterShape } from "./parameter-text.js";
import type { WriterOf } from "./plain-style.js";

/**
 * Parameters as nearly all are written: `simple` in paths and headers, `form` in queries (OpenAPI 3.1.1 §4.8.12.3).
 * @throws {ParameterError} when the description asks for anything else
 */
export const usualWriter: WriterOf = (name, description) => {
  const { in: place } = description;
  const isOther = Object.keys(description).some((key) => key !== "in" && key !== "name");
  if (!/^(?:path|query|header)$/.test(place) || isOther) {
    throw new ParameterError(`the parameter "${name}" needs anyRequest`);
  }
  const encode = place === "header" ? String : encodeURIComponent;
  return (value) => {
    const shape = parameterShape(value, name, encode(name), encode);
    return place === "query" ? exploded(shape, "&") : joined(shape, ",", ",");
  };
};

/** A pair for each item or member. */
export function exploded({ pairs }: ParameterShape, separator: string): string {
  return pairs.map((pair) => pair.join("=")).join(separator);
}

/** The items or members in one text. */
export function joined(
  { isObject, pairs }: ParameterShape,
  delimiter: string,
  assignment: string,
): string {
  return pairs.map(([name, text]) => (isObject ? name + assignment + text : text)).join(delimiter);
}
