import type { Json } from "@agentflow/core";
import type { JsonObject } from "../document/json-object.js";
import type { CheckedNode } from "../types/type-node.js";
import { commonName, integerTextCheck, withChecks } from "./common-values.js";
import { numberChecks, rangeOf } from "./number-checks.js";
import { stringChecks } from "./string-checks.js";
import type { UsedModule } from "./zod-printer.js";

/** What this package's own checks begin with; text of the document stands in other places only. */
const ownChecks = /^z\.refine\(checks\./;

/**
 * A schema with what the document limits its values to.
 * @param base the schema of the type alone
 * @param used learns which modules the text needs
 */
export function checkedSchema(
  { type, schema, of }: CheckedNode,
  base: string,
  used: Set<UsedModule>,
): string {
  const checks = checksOf(typeof type === "string" ? type : of, of, schema);
  const text = withChecks(base, checks);
  const common = commonName(text);
  if (common !== undefined) {
    used.add("values");
    return `values.${common}`;
  }
  if (checks.some((check) => ownChecks.test(check))) used.add("checks");
  return text;
}

function checksOf(type: string, of: string, schema: JsonObject): readonly string[] {
  if (of === "integer" && type === "string") return [integerTextCheck];
  switch (type) {
    case "string":
      return stringChecks(schema);
    case "number":
    case "bigint":
      return numberChecks(
        schema,
        type,
        of === "integer" || rangeOf(schema["format"]) !== undefined,
      );
    case "array":
      return listChecks(schema);
    case "object":
      return memberChecks(schema);
    default:
      // A date was read from its text already.
      return [];
  }
}

function listChecks(schema: JsonObject): readonly string[] {
  const [least, most] = [countOf(schema["minItems"]), countOf(schema["maxItems"])];
  return [
    ...(least === undefined || least === 0 ? [] : [`z.minLength(${least})`]),
    ...(most === undefined ? [] : [`z.maxLength(${most})`]),
    ...(schema["uniqueItems"] === true
      ? ['z.refine(checks.hasUniqueItems, "expected no item twice")']
      : []),
  ];
}

function memberChecks(schema: JsonObject): readonly string[] {
  const [least = 0, most] = [countOf(schema["minProperties"]), countOf(schema["maxProperties"])];
  if (least === 0 && most === undefined) return [];
  const range = most === undefined ? `at least ${least}` : `${least} to ${most}`;
  return [
    `z.refine(checks.membersBetween(${least}, ${most ?? "Infinity"}), "expected ${range} members")`,
  ];
}

/** A whole number from 0 on; undefined for all else, which limits nothing. */
export function countOf(value: Json | undefined): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
