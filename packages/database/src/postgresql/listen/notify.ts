import { Buffer } from "node:buffer";
import { checkText } from "../codec/text-codec.js";
import { ValueError } from "../../codec/value-error.js";
import { DatabaseError } from "../../errors/database-error.js";
import { quoteIdentifier } from "../dialect/identifier.js";
import { executorOf, type StatementSource } from "../../table/database-parts.js";
import type { CallOptions } from "../../table/session.js";

/** Bytes of a payload at most (manual, "NOTIFY": shorter than 8000 bytes). */
const longestPayload = 7_999;

/**
 * Notifies whoever listens to a channel. In a transaction it is sent when that commits, and the same payload only once.
 * @throws {DatabaseError} kind "data" when the payload is longer than 7,999 bytes or no text that PostgreSQL can hold;
 * kind "syntax" when there can be no such channel
 */
export async function notify(
  source: StatementSource,
  channel: string,
  payload = "",
  { signal }: CallOptions = {},
): Promise<void> {
  quoteIdentifier(channel);
  checkPayload(payload);
  const statement = { text: "select pg_notify($1, $2)", values: [channel, payload] };
  await executorOf(source).run(statement, { signal });
}

function checkPayload(payload: string): void {
  const bytes = Buffer.byteLength(payload);
  if (bytes > longestPayload) throw dataError(`has ${bytes} bytes; ${longestPayload} are the most`);
  try {
    checkText(payload);
  } catch (error) {
    throw error instanceof ValueError ? dataError(error.message) : error;
  }
}

function dataError(problem: string): DatabaseError {
  return new DatabaseError(`The payload of a notification ${problem}.`, { kind: "data" });
}
