import { PGlite } from "@electric-sql/pglite";
import { databaseError } from "../errors/from-error.js";
import { PgliteDriver, type PgliteDriverOptions } from "./pglite-driver.js";

/** A database that is made once, and copied for whoever needs one to throw away. */
export class PgliteTemplate {
  readonly #data: Blob;

  /** @param data the database's folder, as `PGlite.dumpDataDir` gives it */
  constructor(data: Blob) {
    this.#data = data;
  }

  /** A driver for a copy of its own, in memory. A copy takes about a fifth of the time of a new database. */
  fresh(): PgliteDriver {
    return new PgliteDriver({}, () => PGlite.create({ loadDataDir: this.#data }));
  }
}

/**
 * Makes a database by scripts, to be copied.
 * @throws {DatabaseError} when a script fails
 */
export async function pgliteTemplate(
  ddl: PgliteDriverOptions["ddl"] = [],
): Promise<PgliteTemplate> {
  const database = await PGlite.create();
  try {
    for (const script of typeof ddl === "string" ? [ddl] : ddl) await database.exec(script);
    // Else each copy would recover from a crash first, and its sequences would skip numbers.
    await database.exec("checkpoint");
    // Packing takes longer than what it saves.
    return new PgliteTemplate(await database.dumpDataDir("none"));
  } catch (error) {
    throw databaseError(error);
  } finally {
    await database.close();
  }
}
