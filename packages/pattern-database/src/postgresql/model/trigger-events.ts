import type { TriggerEvent } from "../../model/database-model.js";

/**
 * What a trigger runs at, from its `CREATE TRIGGER` as PostgreSQL writes it; everything where that is not understood.
 */
export function triggerEvents(sql: string): readonly TriggerEvent[] {
  const events: readonly TriggerEvent[] = ["insert", "update", "delete"];
  const when = timing(sql)?.[2];
  if (when === undefined) return events;
  return events.filter((event) => new RegExp(`(?:^|\\bOR )${event}\\b`, "i").test(when));
}

/** True when a trigger writes the rows of a view. */
export function isInsteadOf(sql: string): boolean {
  return timing(sql)?.[1] === "INSTEAD OF";
}

/** When a trigger runs, and at what. */
function timing(sql: string): readonly string[] | null {
  const names = /"(?:[^"]|"")*"/g;
  return /\b(BEFORE|AFTER|INSTEAD OF)\s+(.*?)\s+ON\s/s.exec(sql.replaceAll(names, '""'));
}
