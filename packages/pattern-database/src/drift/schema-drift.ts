import type { DatabaseModel } from "../model/database-model.js";
import type { Differences } from "./differences.js";

/** How a kind of SQL database gets from one schema to another. */
export interface SchemaDrift {
  /** Tells what only the SQL of two schemas says, after all that the rest of their models does. */
  compareRest(found: Differences, before: DatabaseModel, after: DatabaseModel): void;
  /**
   * SQL that makes one schema into another.
   * @param title what it does, for its first line
   * @returns `undefined` when there is nothing to do
   */
  migration(from: DatabaseModel, to: DatabaseModel, title: string): string | undefined;
}
