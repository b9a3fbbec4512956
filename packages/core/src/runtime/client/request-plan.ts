import { isPresent, ownValue, ParameterError } from "../parameters/parameter-text.js";
import { hasDotSegment } from "../parameters/percent-encoding.js";
import type { ParameterWriter, WriterOf } from "../parameters/plain-style.js";
import type { OperationDescription, ParameterLocation } from "./operation-description.js";

/** Params of a call by name. */
export type CallParams = Readonly<Record<string, unknown>>;

/** A parameter, ready to be written. */
export interface PlannedParameter {
  /** In the params object. */
  readonly key: string;
  readonly name: string;
  readonly place: ParameterLocation;
  readonly write: ParameterWriter;
}

/** A call's parameters as they go on the wire. */
export interface WrittenParameters {
  /** Path and query, percent-encoded. */
  readonly target: string;
  /** Header and cookie parameters. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** @throws {ParameterError} when a parameter is described as this writer does not write it */
export function plannedParameters(
  { parameters = {} }: OperationDescription,
  writerOf: WriterOf,
): readonly PlannedParameter[] {
  return Object.entries(parameters).map(([key, given]) => {
    const description = typeof given === "string" ? { in: given } : given;
    const { name = key, in: place } = description;
    return { key, name, place, write: writerOf(name, description) };
  });
}

/**
 * Fills the values of a call in.
 * @param path its fixed parts percent-encoded
 * @throws {ParameterError} when a value cannot be sent
 */
export function writeParameters(
  path: string,
  parameters: readonly PlannedParameter[],
  params: CallParams,
): WrittenParameters {
  let target = path;
  let query = "";
  let cookie = "";
  const fields: (readonly [string, string])[] = [];
  for (const { key, name, place, write } of parameters) {
    const value = ownValue(params, key);
    const text = isPresent(value) ? write(value) : "";
    if (text === "") continue;
    if (place === "path") target = target.replaceAll(`{${name}}`, () => text);
    // The whole of a query is a query too.
    else if (place.startsWith("query")) query += `&${text}`;
    else if (place === "cookie") cookie += `; ${text}`;
    else fields.push([name, text]);
  }
  if (cookie !== "") fields.push(["cookie", cookie.slice(2)]);
  // Values have no braces any more.
  const missing = /\{([^{}]*)\}/.exec(target);
  // Without it, another path would be called.
  if (missing) throw new ParameterError(`the path parameter "${missing[1]}" is missing or empty`);
  // Servers resolve them away.
  if (hasDotSegment(target)) throw new ParameterError('the path has a segment "." or ".."');
  // Some descriptions put a fixed query into the path.
  return { target: target + (target.includes("?") ? query : query.replace("&", "?")), fields };
}
