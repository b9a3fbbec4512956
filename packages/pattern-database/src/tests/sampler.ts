import { numberLiteral, stringLiteral } from "@agentflow/core";
import type { OtherSamples } from "../dialect/printing-dialect.js";
import type { NamedColumn } from "../types/column-facts.js";
import type { ColumnType } from "../types/column-type.js";
import type { ColumnRule } from "./check-rules.js";
import { kindSampler } from "./kind-samples.js";
import { numberSampler } from "./number-sampler.js";
import { textSampler } from "./text-sampler.js";

/** Makes source of values of one column. */
export interface Sampler {
  /**
   * Source of a value.
   * @param n source of a whole number from 1 to 9
   */
  at(n: string): string;
  /** How many of the numbers from 1 to 9 give values of their own. */
  readonly varies: number;
}

/** A sampler for a column whose values keep to the rules; undefined when none is known. */
export function sampler(
  { key, type }: NamedColumn,
  rules: readonly ColumnRule[],
  others: OtherSamples,
): Sampler | undefined {
  // What is written to a column of JSON is JSON.
  const open = type.kind === "json" ? rules.filter((rule) => rule.kind !== "json") : rules;
  const made = elementSampler(key, type, open, others);
  if (!made || !type.array) return made;
  const depth = type.dimensions === "any" ? 1 : type.dimensions;
  return {
    at: (n) => `${"[".repeat(depth)}${made.at(n)}${"]".repeat(depth)}`,
    varies: made.varies,
  };
}

function elementSampler(
  key: string,
  type: ColumnType,
  rules: readonly ColumnRule[],
  others: OtherSamples,
): Sampler | undefined {
  const { family, enumeration, kind, sizes } = type;
  if (enumeration) return choice(enumeration.values, rules);
  // A number, of which a program sees whether it is 0.
  if (kind === "boolean") return rules.length > 0 ? undefined : kindSampler(kind);
  const values = rules.find((rule) => rule.kind === "values");
  if (values) return choice(values.values, rules, kind);
  return (
    numberSampler(family, kind, sizes, rules) ??
    textSampler(family, key, sizes, rules) ??
    others(type, rules)
  );
}

/** One of given values: two of them, so that rows can differ. */
function choice(
  values: readonly (string | number)[],
  rules: readonly ColumnRule[],
  kind: ColumnType["kind"] = "text",
): Sampler | undefined {
  const [first, second] = values
    .filter((value) => rules.every((rule) => allows(rule, value)))
    .flatMap((value) => valueSource(value, kind) ?? []);
  if (first === undefined) return undefined;
  if (second === undefined) return { at: () => first, varies: 1 };
  const at = (n: string): string => {
    if (/^\d+$/.test(n)) return Number(n) % 2 === 1 ? first : second;
    return `${n} % 2 === 1 ? ${first} : ${second}`;
  };
  return { at, varies: 2 };
}

function allows(rule: ColumnRule, value: string | number): boolean {
  if (rule.kind === "values") return rule.values.includes(value);
  return rule.kind !== "differs" || rule.value !== value;
}

/** Undefined for kinds that are written otherwise than as numbers or texts. */
function valueSource(value: string | number, kind: ColumnType["kind"]): string | undefined {
  const number = Number(value);
  switch (kind) {
    case "boolean":
      return number === 0 || number === 1 ? String(number === 1) : undefined;
    case "bytes":
    case "date":
    case "json":
      return undefined;
    case "any":
      if (typeof value === "string") return stringLiteral(value);
      return Number.isSafeInteger(value) ? `${numberLiteral(value)}n` : numberLiteral(value);
    case "bigint":
      if (Number.isSafeInteger(number)) return `${numberLiteral(number)}n`;
      break;
    case "text":
      return stringLiteral(String(value));
    default:
  }
  return Number.isFinite(number) ? numberLiteral(number) : stringLiteral(String(value));
}
