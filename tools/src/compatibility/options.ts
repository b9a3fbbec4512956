import { availableParallelism } from "node:os";
import { matchesGlob } from "node:path";
import { parseArgs } from "node:util";
import type { CorpusDocument } from "./corpus.ts";
import { sampleDocuments } from "./sample.ts";

/** What a run is asked for. */
export interface Options {
  /** How many documents; all when undefined. */
  readonly sample: number | undefined;
  readonly seed: string;
  /** A glob that the part of the address after `npm:` has to match. */
  readonly only: string | undefined;
  /** Run every package's tests, not only those of the fixed sample. */
  readonly tests: boolean;
  /** How many documents the other tools are tried on. */
  readonly peers: number;
  /** Print the results as JSON. */
  readonly json: boolean;
  /** Batches at a time. */
  readonly jobs: number;
}

/** The seed of the fixed sample, which continuous integration runs. */
export const fixedSeed = "1";
/** How many documents the fixed sample has. */
export const fixedSize = 150;
const peerDocuments = 100;

/**
 * Reads the command line.
 * @throws TypeError when it is wrong, in words for the user
 */
export function readOptions(commandLine: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...commandLine],
    options: {
      sample: { type: "string" },
      seed: { type: "string", default: fixedSeed },
      only: { type: "string" },
      tests: { type: "boolean", default: false },
      peers: { type: "string" },
      json: { type: "boolean", default: false },
      jobs: { type: "string", default: String(availableParallelism()) },
    },
  });
  const sample = values.sample === undefined ? undefined : count("sample", values.sample, 1);
  const whole = sample === undefined && values.only === undefined;
  return {
    sample,
    seed: values.seed,
    only: values.only,
    tests: values.tests,
    peers:
      values.peers === undefined ? (whole ? peerDocuments : 0) : count("peers", values.peers, 0),
    json: values.json,
    jobs: count("jobs", values.jobs, 1),
  };
}

/** The documents that a run is about. */
export function chooseDocuments(
  documents: readonly CorpusDocument[],
  { only, sample, seed }: Pick<Options, "only" | "sample" | "seed">,
): readonly CorpusDocument[] {
  const matching = documents.filter(
    ({ address }) => only === undefined || matchesGlob(address.slice("npm:".length), only),
  );
  return sample === undefined ? matching : sampleDocuments(matching, sample, seed);
}

function count(name: string, text: string, least: number): number {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least) return number;
  throw new TypeError(`--${name} takes a whole number from ${least} on, and not "${text}".`);
}
