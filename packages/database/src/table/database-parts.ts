import type { Driver } from "../driver/driver.js";
import type { Transaction } from "../transaction/transaction.js";
import type { Querying } from "./database.js";
import type { Executor, Session } from "./session.js";

/** A database, or the driver of one. */
export type DatabaseSource = Driver | (Querying & Pick<Driver, "close">);
/** A database, a transaction of one, or what they run on. */
export type StatementSource = Driver | Transaction | Querying;

interface Parts {
  readonly session: Session;
  /** Left out: a transaction. */
  readonly whole?: {
    readonly driver: Driver;
    /** The same tables over another driver. */
    readonly over: (driver: Driver) => object;
  };
}

/** What databases and transactions are made of, for functions that take them. */
const known = new WeakMap<object, Parts>();

export function rememberParts(database: object, parts: Parts): void {
  known.set(database, parts);
}

/** @throws TypeError when it is neither */
export function driverOf(source: DatabaseSource): Driver {
  const driver = known.get(source)?.whole?.driver;
  if (driver !== undefined) return driver;
  if ("connect" in source && typeof source.connect === "function") return source;
  throw new TypeError("That is no database and no driver.");
}

/** The same database over another driver; of a driver, that one itself. */
export function overDriver<Source extends DatabaseSource>(source: Source, driver: Driver): Source {
  const whole = known.get(source)?.whole;
  // A database of the same tables, or one driver for another.
  return (whole === undefined ? driver : whole.over(driver)) as Source;
}

/** What the tables of a database or a transaction run on. @throws TypeError when it is neither */
export function sessionOf(source: Querying): Session {
  const session = known.get(source)?.session;
  if (session !== undefined) return session;
  throw new TypeError("That is no database and no transaction of one.");
}

/** What runs statements of a database or a transaction. @throws TypeError when it is none */
export function executorOf(source: StatementSource): Executor {
  const session = known.get(source)?.session;
  if (session !== undefined) return session.executor;
  if ("run" in source && typeof source.run === "function") return source;
  throw new TypeError("That is no database, transaction or driver.");
}
