import { declarationText, moduleText } from "./module-text.js";
import { numberChecks } from "./number-checks.js";
import { stringChecks, textFormats } from "./string-checks.js";

/** A schema that most packages have in many places. */
interface CommonValue {
  readonly name: string;
  readonly type: "string" | "number" | "bigint";
  readonly schema: string;
}

const wholeFormats = ["int32", "uint32", "int16", "uint16", "int8", "uint8"];
const largeFormats = ["int64", "uint64"];

/** A schema's text with its checks. */
export function withChecks(base: string, checks: readonly string[]): string {
  return checks.length === 0 ? base : `${base}.check(${checks.join(", ")})`;
}

/** The check of an integer that is given as text. */
export const integerTextCheck = 'z.refine(checks.isIntegerText, "expected a whole number")';

const values: readonly CommonValue[] = [
  ...["integer", ...wholeFormats].map((format) => ({
    name: format,
    type: "number" as const,
    schema: withChecks("z.number()", numberChecks({ format }, "number", true)),
  })),
  ...largeFormats.map((format) => ({
    name: format,
    type: "bigint" as const,
    schema: withChecks("z.bigint()", numberChecks({ format }, "bigint", true)),
  })),
  { name: "integerText", type: "string", schema: withChecks("z.string()", [integerTextCheck]) },
  ...textFormats.map(({ format, name }) => ({
    name,
    type: "string" as const,
    schema: withChecks("z.string()", stringChecks({ format })),
  })),
];

const names: ReadonlyMap<string, string> = new Map(
  values.map(({ name, schema }) => [schema, name]),
);

/** Name of the common schema with a text; undefined for one that is printed where it stands. */
export function commonName(schema: string): string | undefined {
  return names.get(schema);
}

/** Source of `src/validation/values.ts`: what is declared once, because a compiler looks at each place anew. */
export function valuesModule(): string {
  const declarations = values
    .filter(({ name, schema }) => names.get(schema) === name)
    .map(({ name, type, schema }) => declarationText(name, type, schema));
  return moduleText(declarations, new Set(["checks"]), [], ".");
}
