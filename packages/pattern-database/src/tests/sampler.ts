import { numberLiteral, stringLiteral } from "@agentflow/core";
import type { TypeModel } from "../model/database-model.js";
import type { NamedColumn } from "../types/column-facts.js";
import type { ColumnType } from "../types/column-type.js";
import type { ColumnRule } from "./check-rules.js";
import { numberSampler } from "./number-sampler.js";
import { textSampler } from "./text-sampler.js";
import { builtInSamples } from "./built-in-samples.js";

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

/** What a sampler has to know of the database. */
export interface SampleScope {
  /** Attributes of a composite type; undefined when it is not known. */
  attributes(type: TypeModel): number | undefined;
  /** What a range is a range of. */
  subtype(type: TypeModel): string | undefined;
}

/** A sampler for a column whose values keep to the rules; undefined when none is known. */
export function sampler(
  { key, type, model }: NamedColumn,
  rules: readonly ColumnRule[],
  scope: SampleScope,
): Sampler | undefined {
  const made = elementSampler(key, type, type.domains.at(-1)?.base ?? model.type, rules, scope);
  if (!made || !type.array) return made;
  return { at: (n) => `[${made.at(n)}]`, varies: made.varies };
}

function elementSampler(
  key: string,
  type: ColumnType,
  declared: TypeModel,
  rules: readonly ColumnRule[],
  scope: SampleScope,
): Sampler | undefined {
  const { base, enumeration, kind } = type;
  if (enumeration) return choice(enumeration.values, rules);
  const values = rules.find((rule) => rule.kind === "values");
  if (values) return choice(values.values, [], kind);
  if (base.category === "composite") {
    const attributes = scope.attributes(base);
    return attributes === undefined ? undefined : constant(`(${",".repeat(attributes - 1)})`);
  }
  if (base.category === "range") return rangeSampler(scope.subtype(base));
  if (base.category === "multirange") return constant("{}");
  const number = numberSampler(base.name, kind, sizes(declared.sql), rules);
  if (number) return number;
  const text = textSampler(base.name, key, sizes(declared.sql), rules);
  if (text) return text;
  // Of any other type, rules are not understood.
  return rules.length > 0 || base.category !== "base"
    ? undefined
    : builtInSamples(base.name, kind, sizes(declared.sql));
}

/** The numbers of `numeric(10,2)`. */
function sizes(sql: string): readonly number[] {
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

function constant(text: string): Sampler {
  const source = stringLiteral(text);
  return { at: () => source, varies: 1 };
}

/** Ranges as PostgreSQL writes them: of whole numbers and dates without their end. */
const ranges = new Map<string | undefined, (n: string) => string>([
  ["int4", (n) => `\`[\${${n}},10)\``],
  ["int8", (n) => `\`[\${${n}},10)\``],
  ["numeric", (n) => `\`[\${${n}},10)\``],
  ["date", (n) => `\`[2024-01-0\${${n}},2024-02-01)\``],
  ["timestamp", (n) => `\`["2024-01-0\${${n}} 00:00:00","2024-02-01 00:00:00")\``],
  ["timestamptz", (n) => `\`["2024-01-0\${${n}} 00:00:00+00","2024-02-01 00:00:00+00")\``],
]);

const rangeSubtypes = new Map(
  Object.entries({
    int4range: "int4",
    int8range: "int8",
    numrange: "numeric",
    daterange: "date",
    tsrange: "timestamp",
    tstzrange: "timestamptz",
  }),
);

function rangeSampler(subtype: string | undefined): Sampler {
  const known = ranges.get(rangeSubtypes.get(subtype ?? "") ?? subtype);
  return known ? { at: known, varies: 9 } : constant("empty");
}
