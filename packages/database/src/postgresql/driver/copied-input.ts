import { protocol } from "@electric-sql/pglite";
import type { StatementInput } from "../../driver/driver.js";
import { abortError } from "../../errors/abort-error.js";
import { DatabaseError } from "../../errors/database-error.js";
import { untilAborted } from "../../transaction/until-aborted.js";

const { serialize } = protocol;

/**
 * A statement's input as messages. It is read whole: an embedded database takes nothing more when a statement has begun.
 * @throws {DatabaseError} when it cannot be read, or the signal aborts first
 */
export async function copiedInput(
  input: StatementInput | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly Uint8Array[]> {
  if (input === undefined) return [];
  const pieces: Uint8Array[] = [];
  const read = async (): Promise<void> => {
    for await (const piece of input) pieces.push(serialize.copyData(copyOf(piece)));
  };
  try {
    await untilAborted(read(), signal);
  } catch (cause) {
    if (signal?.aborted) throw abortError(signal.reason);
    const message = "The input of the statement could not be read.";
    throw new DatabaseError(message, { kind: "cancelled", cause });
  }
  return [...pieces, serialize.copyDone()];
}

/** The serializer takes a buffer as a whole. */
function copyOf(piece: Uint8Array): ArrayBuffer {
  return new Uint8Array(piece).buffer;
}
