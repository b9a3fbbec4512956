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
  /** A glob over `package@version/path`. */
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

/** A command line that is wrong, in words for the user. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The seed of the fixed sample, which continuous integration runs. */
export const fixedSeed = "1";
/** How many documents the fixed sample has. */
export const fixedSize = 150;
const peerDocuments = 100;

/**
 * Reads the command line.
 * @throws {UsageError} when it is wrong
 */
export function readOptions(commandLine: readonly string[]): Options {
  const values = parse(commandLine);
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

function parse(commandLine: readonly string[]) {
  try {
    return parseArgs({
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
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/**
 * The documents that a run is about.
 * @throws {UsageError} when there are none
 */
export function chooseDocuments(
  documents: readonly CorpusDocument[],
  { only, sample, seed }: Pick<Options, "only" | "sample" | "seed">,
): readonly CorpusDocument[] {
  const matching = documents.filter(
    ({ address }) => only === undefined || matchesGlob(pathOf(address), only),
  );
  if (matching.length > 0) {
    return sample === undefined ? matching : sampleDocuments(matching, sample, seed);
  }
  throw new UsageError(
    `--only ${JSON.stringify(only)} matches no document. One is ${JSON.stringify(pathOf(documents[0]?.address ?? ""))}.`,
  );
}

/** `npm:a@1#b/c.json` as a path. */
function pathOf(address: string): string {
  return address.slice("npm:".length).replace("#", "/");
}

function count(name: string, text: string, least: number): number {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least) return number;
  throw new UsageError(`--${name} takes a whole number from ${least} on, and not "${text}".`);
}
