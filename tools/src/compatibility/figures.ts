import { quantile } from "../../../docs/benchmarks/measure.ts";
import { type DocumentResult, failuresOf, type Problem } from "./result.ts";

/** What the documents of one source, or all, came to. */
export interface Figures {
  readonly documents: number;
  /** Of them, those that describe no operations: nothing can be generated. */
  readonly empty: number;
  readonly generated: number;
  readonly typeChecked: number;
  /** Packages whose tests ran. */
  readonly tested: number;
  /** Packages whose tests all passed. */
  readonly testsPassed: number;
  /** Single tests that passed. */
  readonly passedTests: number;
  readonly operations: number;
  readonly leftOut: number;
}

/** Adds the results up. */
export function figuresOf(results: readonly DocumentResult[], empty: ReadonlySet<string>): Figures {
  const generated = results.filter(({ generation }) => generation.problems.length === 0);
  const tested = results.flatMap(({ tests }) => tests ?? []);
  return {
    documents: results.length,
    empty: results.filter(({ address }) => empty.has(address)).length,
    generated: generated.length,
    typeChecked: results.filter(({ types }) => types?.length === 0).length,
    tested: tested.length,
    testsPassed: tested.filter(({ failed }) => failed === 0).length,
    passedTests: sum(tested.map(({ passed }) => passed)),
    operations: sum(generated.map(({ generation }) => generation.operations)),
    leftOut: sum(results.map(({ generation }) => generation.leftOut.length)),
  };
}

/** Median, 95th percentile and maximum of seconds, as text. */
export function secondsText(seconds: readonly number[]): readonly string[] {
  return [0.5, 0.95, 1].map((share) => quantile(seconds, share).toFixed(2));
}

/** A share in percent; never rounded up to 100. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return "–";
  return part === whole ? "100 %" : `${(Math.floor((10_000 * part) / whole) / 100).toFixed(2)} %`;
}

/** Documents that failed, without those that have nothing to generate. */
export function failedResults(
  results: readonly DocumentResult[],
  empty: ReadonlySet<string>,
): readonly DocumentResult[] {
  return results.filter((one) => !empty.has(one.address) && failuresOf(one).length > 0);
}

/** Problems of one cause: their messages differ in quoted names and in numbers only. */
export interface Cause {
  readonly code: string;
  readonly message: string;
  readonly count: number;
  readonly documents: number;
  /** Address and place of the first. */
  readonly example: string;
}

/** Operations that were left out, by cause, the most frequent first. */
export function causesOf(results: readonly DocumentResult[]): readonly Cause[] {
  const causes = new Map<string, Cause & { readonly addresses: Set<string> }>();
  for (const { address, generation } of results) {
    for (const problem of generation.leftOut) {
      const message = causeText(problem);
      const key = `${problem.code} ${message}`;
      const known = causes.get(key);
      const addresses = (known?.addresses ?? new Set<string>()).add(address);
      causes.set(key, {
        code: problem.code,
        message,
        count: (known?.count ?? 0) + 1,
        documents: addresses.size,
        example: known?.example ?? `${address}${problem.place ? ` ${problem.place}` : ""}`,
        addresses,
      });
    }
  }
  return [...causes.values()].toSorted((left, right) => right.count - left.count);
}

function causeText({ message }: Problem): string {
  return message.replaceAll(/"(?:[^"\\]|\\.)*"/g, "…").replaceAll(/\d+/g, "N");
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
