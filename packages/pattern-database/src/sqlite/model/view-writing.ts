import { folded } from "../sql/sql-tokens.js";
import type { CatalogueIndex } from "./catalogue-index.js";
import { triggerTiming } from "./trigger-events.js";

/**
 * What can be done with rows through a view: what its triggers, which are all `INSTEAD OF`, do in the place of SQLite
 * ("CREATE TRIGGER", §3).
 */
export interface ViewWriting {
  readonly insert: boolean;
  readonly delete: boolean;
  /** Whether a change of a column runs a trigger: SQLite takes one that runs none, and does nothing. */
  updates(column: string): boolean;
}

/** What can be done with rows through one view. */
export function viewWriting(view: string, index: CatalogueIndex): ViewWriting {
  const timings = index.triggers(view).map(({ sql }) => triggerTiming(sql));
  const updates = timings.filter(({ events }) => events.includes("update"));
  return {
    insert: timings.some(({ events }) => events.includes("insert")),
    delete: timings.some(({ events }) => events.includes("delete")),
    updates: (column) =>
      updates.some(({ columns }) => columns === undefined || columns.has(folded(column))),
  };
}
