import { stringLiteral } from "@agentflow/core";
import { formSampler } from "../../tests/kind-samples.js";
import type { Sampler } from "../../tests/sampler.js";

/** The same text, whatever the number. */
export function constant(text: string): Sampler {
  const source = stringLiteral(text);
  return { at: () => source, varies: 1 };
}

/** Ranges as PostgreSQL writes them, of which no two overlap. `N` stands for a digit. */
const ranges = new Map<string | undefined, string>([
  ["int4", "[N0,N9)"],
  ["int8", "[N0,N9)"],
  ["numeric", "[N0,N9)"],
  ["date", "[2024-0N-01,2024-0N-02)"],
  ["timestamp", '["2024-0N-01 00:00:00","2024-0N-02 00:00:00")'],
  ["timestamptz", '["2024-0N-01 00:00:00+00","2024-0N-02 00:00:00+00")'],
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
  return known === undefined ? constant("empty") : formSampler(known);
}

/** Multiranges of one range where they are built in; of the database's own, none but the empty one is known. */
export function multirangeSampler(name: string): Sampler {
  const known = ranges.get(rangeSubtypes.get(name.replace("multirange", "range")));
  return known === undefined ? constant("{}") : formSampler(`{${known}}`);
}
