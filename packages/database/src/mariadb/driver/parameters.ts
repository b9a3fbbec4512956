import { DatabaseError } from "../../errors/database-error.js";
import type { Statement, WireValue } from "../../driver/driver.js";
import { doubleText } from "../codec/number-text.js";

/** Bytes of UTF-8 that a character of JavaScript takes at most. */
const mostOfCharacter = 3;
/** What a value takes beside itself in a message, at most. */
const frame = 16;

/**
 * A statement's values as `mysql2` sends them: texts, and bytes as such. Looks at the size too: a server ends the
 * connection at a message that is too long, and does not say why to one who still writes.
 * @param mostBytes what the server takes at most, its `max_allowed_packet`
 * @throws {DatabaseError} when the statement cannot be sent
 */
export function parametersOf(
  { text, values }: Statement,
  mostBytes: number,
): readonly (string | Buffer | null)[] {
  if (text.includes("\0")) {
    // The server would read up to there, and complain of something else.
    throw new DatabaseError("A statement must not hold a NUL character.", { kind: "syntax" });
  }
  const parameters = values.map(parameterOf);
  const length = (value: string | Buffer | null): number => frame + (value?.length ?? 0);
  const short = parameters.reduce((sum, value) => sum + length(value), text.length);
  if (short * mostOfCharacter > mostBytes) refuseLong([text, ...parameters], mostBytes);
  return parameters;
}

function parameterOf(value: WireValue): string | Buffer | null {
  if (value === null || typeof value === "string") return value;
  if (typeof value === "number") return doubleText(value);
  if (typeof value === "bigint") return String(value);
  if (value instanceof Uint8Array) {
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }
  throw new DatabaseError("A value of a statement is none that can be sent.", { kind: "data" });
}

function refuseLong(parts: readonly (string | Buffer | null)[], mostBytes: number): void {
  const bytes = parts.reduce((sum, part) => sum + frame + Buffer.byteLength(part ?? ""), 0);
  if (bytes <= mostBytes) return;
  throw new DatabaseError(
    `The statement and its values take ${bytes} bytes; the server takes ${mostBytes} (max_allowed_packet).`,
    { kind: "data" },
  );
}
