/** The fields of a server's error that are read (PostgreSQL manual, "Error and Notice Message Fields"). */
export interface ServerFields {
  /** SQLSTATE. */
  readonly code: string;
  readonly severity: string | undefined;
  readonly schema: string | undefined;
  readonly table: string | undefined;
  readonly column: string | undefined;
  readonly constraint: string | undefined;
  /** Holds values: never shown. */
  readonly detail: string | undefined;
  /** Function of the server's source that failed. */
  readonly routine: string | undefined;
  /** Character of the statement, from 1. */
  readonly position: string | undefined;
}

/** The fields of an error that a server gave through `pg` or PGlite; `undefined` for any other. */
export function serverFields(error: unknown): ServerFields | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = textOf(error, "code");
  // Node's own errors have a code, but no severity.
  const severity = textOf(error, "severity");
  if (code === undefined || severity === undefined) return undefined;
  return {
    code,
    severity,
    schema: textOf(error, "schema"),
    table: textOf(error, "table"),
    column: textOf(error, "column"),
    constraint: textOf(error, "constraint"),
    detail: textOf(error, "detail"),
    routine: textOf(error, "routine"),
    position: textOf(error, "position"),
  };
}

function textOf(error: object, name: string): string | undefined {
  const value: unknown = Reflect.get(error, name);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/**
 * Columns that an error is about: the one that the server names, else those of the key in its detail,
 * `Key (one, "other")=(…) …`, which only English servers write so. Empty for keys over expressions.
 */
export function columnsOf({ column, detail }: ServerFields): readonly string[] {
  if (column !== undefined) return [column];
  const key = /^Key \(((?:"(?:[^"]|"")*"|[^"()])+)\)=\(/.exec(detail ?? "")?.[1];
  const names = key?.match(/"(?:[^"]|"")*"|[^",]+/g) ?? [];
  return names
    .map((name) => name.trim())
    .filter((name) => name !== "")
    .map((name) => (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name));
}

/**
 * Whether a foreign key refused because rows still refer to a row, not because a row refers to none. The server names
 * the table of those rows then, but the key of the row they refer to. Only English servers write so.
 */
export function isStillReferenced(text: string): boolean {
  return text.startsWith("update or delete on table ");
}
