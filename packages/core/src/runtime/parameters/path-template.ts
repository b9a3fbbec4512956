import type { ParameterWriter } from "./parameter-style.js";
import { isPresent, ownValue, ParameterError } from "./parameter-text.js";
import { encodePathLiteral, hasDotSegment } from "./percent-encoding.js";

/** A path parameter, ready to be written. */
export interface PathParameter {
  /** Name in the params object. */
  readonly key: string;
  /** True when a text can be encoded without looking at style and shape. */
  readonly plain: boolean;
  readonly write: ParameterWriter;
}

/** A path such as `/repos/{owner}/{repo}`, taken apart once. */
export class PathTemplate {
  readonly #literals: readonly string[];
  readonly #parameters: readonly PathParameter[];
  readonly #suffix: string;

  /**
   * @param parameter the parameter of a wire name
   * @throws {ParameterError} when the path names a parameter that the operation does not have
   */
  constructor(template: string, parameter: (wireName: string) => PathParameter | undefined) {
    // Some descriptions put a fixed query into the path.
    const query = template.indexOf("?");
    const path = query === -1 ? template : template.slice(0, query);
    this.#suffix = query === -1 ? "" : encodeQueryLiteral(template.slice(query));
    const parts = path.split(/\{([^{}]*)\}/);
    this.#literals = parts.filter((_, index) => index % 2 === 0).map(encodePathLiteral);
    this.#parameters = parts
      .filter((_, index) => index % 2 === 1)
      .map((wireName) => {
        const found = parameter(wireName);
        if (found) return found;
        throw new ParameterError(`the path names a parameter "${wireName}" that is not described`);
      });
  }

  /**
   * The path with every parameter filled in, and the template's own query if it has one.
   * @throws {ParameterError} when a value is missing or empty, or would change which path is called
   */
  fill(params: Readonly<Record<string, unknown>>): string {
    let path = this.#literals[0] ?? "";
    for (let index = 0; index < this.#parameters.length; index += 1) {
      const parameter = this.#parameters[index] as PathParameter; // index is in range
      path +=
        segment(parameter, ownValue(params, parameter.key)) + (this.#literals[index + 1] ?? "");
    }
    if (hasDotSegment(path)) {
      throw new ParameterError('the path has a segment "." or "..", which servers resolve away');
    }
    return path + this.#suffix;
  }
}

function segment(parameter: PathParameter, value: unknown): string {
  if (!isPresent(value))
    throw new ParameterError(`the path parameter "${parameter.key}" is missing`);
  const text =
    parameter.plain && typeof value === "string"
      ? encodeURIComponent(value)
      : parameter.write(value);
  // An empty one would call another path; with a style, a lone dot or semicolon stands for nothing.
  if (text === "" || value === "" || (Array.isArray(value) && value.length === 0)) {
    throw new ParameterError(`the path parameter "${parameter.key}" is empty`);
  }
  return text;
}

function encodeQueryLiteral(query: string): string {
  return `?${encodePathLiteral(query.slice(1))}`;
}
