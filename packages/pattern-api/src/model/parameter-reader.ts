import { errorCodes, framingHeaders, isInheritedName, type Json, takeName } from "@agentflow/core";
import { quoted } from "../document/findings.js";
import { isJsonArray, isJsonObject, type JsonObject } from "../document/json-object.js";
import { pointerBelow } from "../document/json-pointer.js";
import type { ParameterModel } from "./api-model.js";
import { pathParameterNames } from "./path-template.js";
import type { RawOperation } from "./raw-operation.js";
import { readParameter } from "./read-parameter.js";
import type { Reading } from "./reading.js";

const locations: readonly ParameterModel["in"][] = ["path", "query", "header", "cookie"];

/**
 * Headers that other parts of a request decide. OpenAPI 3.0.3 §4.7.12.2 says to ignore parameters of the first three
 * names; the others belong to the connection, and no caller can set them.
 */
const decidedElsewhere = new Set(["accept", "content-type", "authorization", ...framingHeaders]);

/** Reads the parameters of operations; one that many share is read once. */
export class ParameterReader {
  readonly #reading: Reading;
  readonly #read = new WeakMap<JsonObject, ParameterModel>();

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /**
   * The parameters of an operation and of its path, the operation's first where both have one, with unique keys.
   * @throws AgentFlowError when one cannot be read, because a request without it could be wrong
   */
  read(operation: RawOperation): readonly ParameterModel[] {
    const merged = new Map<string, ParameterModel>();
    for (const [holder, pointer] of [
      [operation.item, operation.itemPointer],
      [operation.value, operation.pointer],
    ] as const) {
      const list = holder["parameters"];
      if (!isJsonArray(list)) continue;
      list.forEach((value, index) => {
        const parameter = this.#one(value, `${pointerBelow(pointer, "parameters")}/${index}`);
        merged.set(`${parameter.in} ${parameter.wireName}`, parameter);
      });
    }
    const declared = [...merged.values()].filter(
      (parameter) =>
        parameter.in !== "header" || !decidedElsewhere.has(parameter.wireName.toLowerCase()),
    );
    const matched = this.#matchedToPath(operation, declared);
    return withUniqueKeys(
      locations.flatMap((location) => matched.filter((parameter) => parameter.in === location)),
    );
  }

  #one(value: Json, place: string): ParameterModel {
    const found = this.#reading.references.follow(value, place);
    const known = isJsonObject(found.value) ? this.#read.get(found.value) : undefined;
    if (known) return known;
    const parameter = readParameter(found.value, found.pointer, this.#reading);
    if (isJsonObject(found.value)) this.#read.set(found.value, parameter);
    return parameter;
  }

  /** Path parameters exactly as the path's template has them. */
  #matchedToPath(
    operation: RawOperation,
    declared: readonly ParameterModel[],
  ): readonly ParameterModel[] {
    const names = pathParameterNames(operation.path);
    const kept = declared.filter((parameter) => {
      if (parameter.in !== "path" || names.delete(parameter.wireName)) return true;
      this.#warn(
        operation,
        `has no place for its path parameter ${quoted(parameter.wireName)}, which is left out`,
      );
      return false;
    });
    const added = [...names].map((name): ParameterModel => {
      this.#warn(
        operation,
        `does not declare its path parameter ${quoted(name)}, which is read as text`,
      );
      return {
        key: name,
        wireName: name,
        in: "path",
        required: true,
        deprecated: false,
        description: "",
        style: "simple",
        explode: false,
        allowReserved: false,
        json: false,
        schema: { type: "string" },
      };
    });
    return [...kept, ...added];
  }

  #warn(operation: RawOperation, what: string): void {
    this.#reading.findings.warn(
      errorCodes.documentFaulty,
      operation.pointer,
      `${operation.method} ${quoted(operation.path)} ${what}.`,
      "Declare exactly the parameters of the path's template.",
    );
  }
}

/** `body` is the key of the request body, and the names of `Object.prototype` are there before any is given. */
function withUniqueKeys(parameters: readonly ParameterModel[]): readonly ParameterModel[] {
  const keys = new Set(["body"]);
  return parameters.map((parameter) => {
    const { wireName } = parameter;
    const suffixed = `${wireName}_${parameter.in}`;
    const key = isInheritedName(wireName)
      ? takeName(keys, suffixed)
      : takeName(keys, wireName, suffixed);
    return key === parameter.key ? parameter : { ...parameter, key };
  });
}
