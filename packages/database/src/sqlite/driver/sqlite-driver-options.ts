import type { Clock } from "@agentflow/core/runtime";

/** Which file is used, and how. */
export interface SqliteDriverOptions {
  /** The database's file, which is made when there is none; `:memory:` for a database of the driver's own. */
  readonly path: string;
  /** Scripts that are run on the database when it is opened. Default: none. */
  readonly ddl?: string | readonly string[] | undefined;
  /** Nothing can be written; the file must be there. Default: false. */
  readonly readOnly?: boolean | undefined;
  /** Milliseconds that a statement waits for locks of other connections. Default: 5,000. */
  readonly busyTimeout?: number | undefined;
  /** Milliseconds that a caller waits for those before it, such as an open transaction. Default: 30,000. */
  readonly turnTimeout?: number | undefined;
  /**
   * Pragmas that are set when the database is opened, after the driver's own: `foreign_keys` on and, for files that can
   * be written, `journal_mode` WAL. Names and words are letters, digits and `_`.
   */
  readonly pragmas?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** Default: the machine's own. */
  readonly clock?: Clock | undefined;
}

/** The same with every default filled in. */
export interface SqliteSettings {
  readonly path: string;
  readonly ddl: readonly string[];
  readonly readOnly: boolean;
  readonly busyTimeout: number;
  readonly turnTimeout: number;
  /** Statements that set them. */
  readonly pragmas: readonly string[];
}

/** @throws RangeError when a time is negative, or a pragma none that can be set */
export function sqliteSettings(options: SqliteDriverOptions): SqliteSettings {
  const { path, ddl = [], readOnly = false, busyTimeout = 5_000, turnTimeout = 30_000 } = options;
  for (const [name, value] of Object.entries({ busyTimeout, turnTimeout })) {
    if (!(value >= 0)) throw new RangeError(`${name} is ${value}; it must be 0 or more.`);
  }
  if (options.pragmas !== undefined && "query_only" in options.pragmas) {
    throw new RangeError("pragmas.query_only is set by the driver; use readOnly.");
  }
  const own = readOnly || path === ":memory:" ? {} : { journal_mode: "wal" };
  const pragmas = { foreign_keys: true, ...own, ...options.pragmas };
  return {
    path,
    ddl: typeof ddl === "string" ? [ddl] : ddl,
    readOnly,
    busyTimeout,
    turnTimeout,
    pragmas: Object.entries(pragmas).map(([name, value]) => pragmaStatement(name, value)),
  };
}

/** A pragma takes no parameters. */
function pragmaStatement(name: string, value: unknown): string {
  if (/^\w+$/.test(name)) {
    if (typeof value === "boolean") return `pragma ${name} = ${value ? "on" : "off"}`;
    if (typeof value === "number" && Number.isSafeInteger(value))
      return `pragma ${name} = ${value}`;
    if (typeof value === "string" && /^\w+$/.test(value)) return `pragma ${name} = ${value}`;
  }
  throw new RangeError(
    `pragmas.${JSON.stringify(name)} cannot be set so; it must be a word, a whole number or a boolean.`,
  );
}
