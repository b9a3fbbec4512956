import { numberLiteral, stringLiteral } from "@agentflow/core";
import type { OtherSamples } from "../dialect/printing-dialect.js";
import type { TypeModel } from "../model/database-model.js";
import type { NamedColumn } from "../types/column-facts.js";
import type { ColumnType } from "../types/column-type.js";
import type { ColumnRule } from "./check-rules.js";
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
  { key, type, model }: NamedColumn,
  rules: readonly ColumnRule[],
  others: OtherSamples,
): Sampler | undefined {
  const made = elementSampler(key, type, type.domains.at(-1)?.base ?? model.type, rules, others);
  if (!made || !type.array) return made;
  return { at: (n) => `[${made.at(n)}]`, varies: made.varies };
}

function elementSampler(
  key: string,
  type: ColumnType,
  declared: TypeModel,
  rules: readonly ColumnRule[],
  others: OtherSamples,
): Sampler | undefined {
  const { family, enumeration, kind } = type;
  if (enumeration) return choice(enumeration.values, rules);
  const values = rules.find((rule) => rule.kind === "values");
  if (values) return choice(values.values, [], kind);
  return (
    numberSampler(family, kind, sizes(declared.sql), rules) ??
    textSampler(family, key, sizes(declared.sql), rules) ??
    others(type, declared, rules)
  );
}

/** The numbers of `numeric(10,2)`. */
export function sizes(sql: string): readonly number[] {
  const inside = /\((\d+)(?:,\s*(-?\d+))?\)/.exec(sql);
  return (inside ?? [])
    .slice(1)
    .filter((text) => text !== undefined)
    .map(Number);
}

/** One of given values: two of them, so that rows can differ. */
function choice(
  values: readonly (string | number)[],
  rules: readonly ColumnRule[],
  kind: ColumnType["kind"] = "text",
): Sampler | undefined {
  const allowed = rules.find((rule) => rule.kind === "values");
  const [first, second] = values
    .filter((value) => !allowed || allowed.values.includes(value))
    .map((value) => valueSource(value, kind));
  if (first === undefined) return undefined;
  if (second === undefined) return { at: () => first, varies: 1 };
  const at = (n: string): string => {
    if (/^\d+$/.test(n)) return Number(n) % 2 === 1 ? first : second;
    return `${n} % 2 === 1 ? ${first} : ${second}`;
  };
  return { at, varies: 2 };
}

function valueSource(value: string | number, kind: ColumnType["kind"]): string {
  const number = Number(value);
  if (kind === "bigint" && Number.isSafeInteger(number)) return `${numberLiteral(number)}n`;
  if (kind === "text" || !Number.isFinite(number)) return stringLiteral(String(value));
  return numberLiteral(number);
}
