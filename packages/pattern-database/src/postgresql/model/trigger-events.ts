import type { TriggerEvent } from "../../model/database-model.js";

/**
 * What a trigger runs at, from its `CREATE TRIGGER` as PostgreSQL writes it; everything where that is not understood.
 */
export function triggerEvents(sql: string): readonly TriggerEvent[] {
  const events: readonly TriggerEvent[] = ["insert", "update", "delete"];
  const names = /"(?:[^"]|"")*"/g;
  const when = /\b(?:BEFORE|AFTER|INSTEAD OF)\s+(.*?)\s+ON\s/s.exec(
    sql.replaceAll(names, '""'),
  )?.[1];
  if (when === undefined) return events;
  return events.filter((event) => new RegExp(`(?:^|\\bOR )${event}\\b`, "i").test(when));
}
