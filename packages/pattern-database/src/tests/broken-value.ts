import { stringLiteral } from "@agentflow/core";
import type { NamedColumn } from "../types/column-facts.js";
import type { ColumnRule } from "./check-rules.js";
import { satisfies } from "./text-sampler.js";

/** Source of a value that breaks a rule and is a value of its column's type; undefined when none is known. */
export function brokenValue({ type, model }: NamedColumn, rule: ColumnRule): string | undefined {
  if (type.array || type.enumeration) return undefined;
  const value = brokenBy(rule, sizeOf(model.type.sql));
  if (value === undefined) return undefined;
  if (typeof value === "string")
    return type.element === "string" ? stringLiteral(value) : undefined;
  switch (type.kind) {
    case "bigint":
      return Number.isInteger(value) ? `${value}n` : undefined;
    case "text":
      return type.family === "decimal" ? `"${value}"` : undefined;
    case "number":
    case "bigint-number":
      return Number.isInteger(value) ? String(value) : undefined;
    case "float":
    case "numeric-number":
      return String(value);
    default:
      return undefined;
  }
}

function brokenBy(rule: ColumnRule, size: number): string | number | undefined {
  switch (rule.kind) {
    case "least":
      return Math.floor(rule.value) - 1;
    case "most":
      // What is too large for the type is refused in another way.
      return rule.value < 10_000 && rule.value + 1 < 10 ** size
        ? Math.ceil(rule.value) + 1
        : undefined;
    case "values":
      return typeof rule.values[0] === "string" ? "?" : undefined;
    case "differs":
      return rule.value;
    case "longer":
      return rule.value > 0 ? "" : undefined;
    case "shorter":
      return rule.value < Math.min(size, 1000) ? "x".repeat(rule.value + 1) : undefined;
    case "matches":
      return ["", "?", "~ ~"].find((text) => !satisfies(text, [rule]));
    case "after":
      return undefined;
  }
}

/** Digits before the point of a number, characters of a text; what is not limited has plenty. */
function sizeOf(sql: string): number {
  const inside = /\((\d+)(?:,\s*(-?\d+))?\)/.exec(sql);
  return inside ? Number(inside[1]) - Number(inside[2] ?? 0) : 100;
}
