import { type Json, numberLiteral } from "@agentflow/core";
import type { JsonObject } from "../document/json-object.js";

/** Ranges of OpenAPI's formats of whole numbers (OpenAPI 3.1 §4.4 and its format registry). */
const ranges: Readonly<Record<string, readonly [least: bigint, most: bigint]>> = {
  int8: [-128n, 127n],
  uint8: [0n, 255n],
  int16: [-32_768n, 32_767n],
  uint16: [0n, 65_535n],
  int32: [-2_147_483_648n, 2_147_483_647n],
  uint32: [0n, 4_294_967_295n],
  int64: [-9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n],
  uint64: [0n, 18_446_744_073_709_551_615n],
};

/** What a schema limits numbers to. */
export function numberChecks(
  schema: JsonObject,
  type: "number" | "bigint",
  whole: boolean,
): readonly string[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format } = schema;
  const text = (value: Json | undefined): string | undefined => limitText(value, type);
  // OpenAPI 3.0 has a boolean there, which is about the limit beside it.
  const least = check("gte", exclusiveMinimum === true ? undefined : text(minimum));
  const above = check("gt", text(exclusiveMinimum === true ? minimum : exclusiveMinimum));
  const most = check("lte", exclusiveMaximum === true ? undefined : text(maximum));
  const below = check("lt", text(exclusiveMaximum === true ? maximum : exclusiveMaximum));
  const step = typeof multipleOf === "number" && multipleOf > 0 ? text(multipleOf) : undefined;
  const isCovered =
    !whole || type === "bigint" || (step !== undefined && Number.isInteger(multipleOf));
  return [
    ...(isCovered ? [] : ["z.multipleOf(1)"]),
    ...(whole ? rangeChecks(format, type) : []),
    ...least,
    ...above,
    ...most,
    ...below,
    ...check("multipleOf", step),
  ];
}

function rangeChecks(format: Json | undefined, type: "number" | "bigint"): readonly string[] {
  const range = rangeOf(format);
  // A number is rounded beyond 2⁵³, and so would be its limit.
  if (range === undefined || (type === "number" && range[1] > Number.MAX_SAFE_INTEGER)) return [];
  const suffix = type === "bigint" ? "n" : "";
  return [`z.gte(${range[0]}${suffix})`, `z.lte(${range[1]}${suffix})`];
}

/** The least and the greatest whole number of a format; undefined for another one. */
export function rangeOf(
  format: Json | undefined,
): readonly [least: bigint, most: bigint] | undefined {
  return typeof format === "string" && Object.hasOwn(ranges, format) ? ranges[format] : undefined;
}

function check(name: string, limit: string | undefined): readonly string[] {
  return limit === undefined ? [] : [`z.${name}(${limit})`];
}

/** A limit as a literal; undefined for what is no number, or has no literal of the type. */
function limitText(value: Json | undefined, type: "number" | "bigint"): string | undefined {
  if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
  if (type === "number") return numberLiteral(value);
  return Number.isInteger(value) ? `${BigInt(value)}n` : undefined;
}
