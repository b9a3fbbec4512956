import type { Batch } from "../contest.ts";

/** What the last operation gave; read by nobody, but the compiler cannot know. */
export const last: { result: unknown } = { result: undefined };

/** Batches of an operation that answers at once. */
export function synchronous(operation: (index: number) => unknown): Batch {
  return (count) => {
    for (let index = 0; index < count; index += 1) last.result = operation(index);
  };
}

/** Batches of an operation that is waited for, one after another. */
export function awaited(operation: (index: number) => unknown): Batch {
  return async (count) => {
    for (let index = 0; index < count; index += 1) await operation(index);
  };
}
