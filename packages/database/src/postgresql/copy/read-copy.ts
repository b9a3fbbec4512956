import type { Session } from "../../table/session.js";
import { CopiedLines } from "./copied-lines.js";
import { copyValues } from "./copy-text.js";

/** What a copy is, and how its rows are read. */
export interface CopyReading<Row> {
  /** What stands between `copy` and `to stdout`. */
  readonly from: string;
  /** Columns; an empty line of no column is no value. */
  readonly width: number;
  readonly read: (values: readonly (string | null)[]) => Row;
  readonly signal: AbortSignal | undefined;
  /** Of the measurement. */
  readonly table: string;
}

/**
 * The rows of a COPY, read as they are needed: a reader that is slow makes the server wait, and one that leaves cancels
 * the statement.
 * @throws {DatabaseError} whatever goes wrong
 */
export async function* readCopy<Row>(
  session: Session,
  { from, width, read, signal, table }: CopyReading<Row>,
): AsyncGenerator<Row, void, undefined> {
  const left = new AbortController();
  const signals = signal === undefined ? [left.signal] : [left.signal, signal];
  const lines = new CopiedLines();
  const statement = { text: `copy ${from} to stdout`, values: [] };
  const copy = async (): Promise<void> => {
    try {
      await session.measured(table, "copyTo", () =>
        session.executor.run(statement, {
          signal: AbortSignal.any(signals),
          readOnly: true,
          output: (piece) => lines.add(piece),
        }),
      );
      lines.end();
    } catch (error) {
      lines.end({ error });
    }
  };
  const copied = copy();
  try {
    for (let some = await lines.take(); some !== undefined; some = await lines.take()) {
      for (const line of some) yield read(width === 0 ? [] : copyValues(line));
    }
  } finally {
    left.abort();
    await copied;
  }
}
