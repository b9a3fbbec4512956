/** What a table's rows have done to them when a trigger runs. */
export type TriggerEvent = "insert" | "update" | "delete";

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
