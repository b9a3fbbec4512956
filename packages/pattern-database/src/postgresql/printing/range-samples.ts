import { stringLiteral } from "@agentflow/core";
import type { Sampler } from "../../tests/sampler.js";

/** The same text, whatever the number. */
export function constant(text: string): Sampler {
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

/**
 * Ranges of a range type, built in or of the database's own.
 * @param subtype the built-in range type, or what the ranges are of; undefined where that is not known
 */
export function rangeSampler(subtype: string | undefined): Sampler {
  const known = ranges.get(rangeSubtypes.get(subtype ?? "") ?? subtype);
  return known ? { at: known, varies: 9 } : constant("empty");
}
