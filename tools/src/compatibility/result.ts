/** Why a document, or a part of it, did not become what it should. */
export interface Problem {
  /** Of our errors `AF_…`, of the compiler `TS…`, or `TESTS_FAILED`, `TIME_LIMIT`, `MEMORY_LIMIT` or `CRASHED`. */
  readonly code: string;
  readonly message: string;
  /** JSON pointer into the document, or path in the package. */
  readonly place?: string;
}

/** What generating the package came to. */
export interface Generation {
  /** Wall clock, in a process that has generated others before. */
  readonly seconds: number;
  /** Operations that the package has. */
  readonly operations: number;
  /** Operations of the document that it does not have, each with its reason. */
  readonly leftOut: readonly Problem[];
  readonly files: number;
  readonly bytes: number;
  /** Empty when there is a package. */
  readonly problems: readonly Problem[];
}

/** What the tests of the package came to. */
export interface Tests {
  readonly passed: number;
  readonly failed: number;
  /** One per failure, the first ten. */
  readonly problems: readonly Problem[];
}

/** What is known about a document; a stage that was not reached, or not asked for, is left out. */
export interface DocumentResult {
  readonly address: string;
  readonly generation: Generation;
  /** What the compiler says about it, the first ten; empty when it type-checks. */
  readonly types?: readonly Problem[];
  readonly tests?: Tests;
}

/** How many problems of one kind are kept for a document. */
export const keptProblems = 10;

/** Everything that makes the document a failure, the first stage first. */
export function failuresOf({ generation, types = [], tests }: DocumentResult): readonly Problem[] {
  return [...generation.problems, ...types, ...(tests?.problems ?? [])];
}
