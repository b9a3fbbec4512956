import type { ErrorClass } from "./classify-error.js";

/** How many errors there were, by kind and by operation, each sorted by name. */
export interface ErrorStatistics {
  readonly total: number;
  readonly retryable: number;
  /** Errors that `onError` was told of and threw itself. */
  readonly unreported: number;
  readonly kinds: Readonly<Record<string, number>>;
  /** Operations beyond the limit are counted together as `(other)`. */
  readonly operations: Readonly<Record<string, number>>;
}

const otherOperations = "(other)";

/** Counts errors in bounded memory. */
export class ErrorCounts {
  readonly #maxOperations: number;
  readonly #kinds = new Map<string, number>();
  readonly #operations = new Map<string, number>();
  #total = 0;
  #retryable = 0;
  #unreported = 0;

  constructor(maxOperations: number) {
    this.#maxOperations = maxOperations;
  }

  add({ kind, retryable }: ErrorClass, operation: string | undefined): void {
    this.#total += 1;
    if (retryable) this.#retryable += 1;
    increment(this.#kinds, kind);
    if (operation === undefined) return;
    const counted = this.#operations.has(operation) || this.#operations.size < this.#maxOperations;
    increment(this.#operations, counted ? operation : otherOperations);
  }

  addUnreported(): void {
    this.#unreported += 1;
  }

  read(): ErrorStatistics {
    return {
      total: this.#total,
      retryable: this.#retryable,
      unreported: this.#unreported,
      kinds: sorted(this.#kinds),
      operations: sorted(this.#operations),
    };
  }

  reset(): void {
    this.#kinds.clear();
    this.#operations.clear();
    this.#total = 0;
    this.#retryable = 0;
    this.#unreported = 0;
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sorted(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
