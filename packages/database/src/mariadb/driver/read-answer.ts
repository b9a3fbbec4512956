import type { FieldPacket, ResultSetHeader } from "mysql2";
import type { StatementResult } from "../../driver/driver.js";
import { readerOf } from "../codec/read-value.js";

/** What `mysql2` gives for a statement. */
export interface Answer {
  readonly rows: ResultSetHeader | Rows | readonly (ResultSetHeader | Rows)[];
  /** Left out for a header; of a procedure, those of each of its results. */
  readonly fields?: Fields | readonly (Fields | undefined)[] | undefined;
}

type Rows = readonly (readonly unknown[])[];
type Fields = readonly FieldPacket[];

/** The flags of the server's status that are read (MariaDB, "OK_Packet"). */
const inTransaction = 1;
const autocommit = 2;

/** True when the connection is in no transaction, and the next statement begins none that stays open. */
export function isIdle(status: number): boolean {
  return (status & inTransaction) === 0 && (status & autocommit) !== 0;
}

/** What a statement gave, and the server's status where it was told. Of a procedure, the rows that it selected first. */
export function readAnswer({ rows, fields }: Answer): {
  readonly result: StatementResult;
  readonly status: number | undefined;
} {
  if (!Array.isArray(rows)) {
    const { affectedRows, serverStatus } = rows as ResultSetHeader; // the only one that is no list
    return { result: { rows: [], count: affectedRows }, status: serverStatus };
  }
  const [first] = (fields ?? []) as readonly unknown[]; // fields, or lists of them
  if (first === undefined || Array.isArray(first)) return readResults({ rows, fields } as Results);
  return { result: readRows(rows as Rows, fields as Fields), status: undefined };
}

interface Results {
  readonly rows: readonly (ResultSetHeader | Rows)[];
  readonly fields: readonly (Fields | undefined)[];
}

function readResults({ rows, fields }: Results): ReturnType<typeof readAnswer> {
  const [first] = rows;
  const last = rows.at(-1);
  const status = last !== undefined && "serverStatus" in last ? last.serverStatus : undefined;
  const result = Array.isArray(first)
    ? readRows(first as Rows, fields[0] ?? [])
    : { rows: [], count: 0 };
  return { result, status };
}

function readRows(rows: Rows, fields: Fields): StatementResult {
  const readers = fields.map(readerOf);
  return {
    rows: rows.map((row) => readers.map((read, index) => read(row[index]))),
    count: rows.length,
  };
}
