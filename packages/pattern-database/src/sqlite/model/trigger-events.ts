import type { TriggerEvent } from "../../model/database-model.js";
import { isWord, sqlTokens } from "../sql/sql-tokens.js";

const events: readonly TriggerEvent[] = ["insert", "update", "delete"];

/** What a trigger runs at, from its text: the first word after its name that says so; everything where none does. */
export function triggerEvents(sql: string): readonly TriggerEvent[] {
  const tokens = sqlTokens(sql);
  const trigger = tokens.findIndex((token) => isWord(token, "trigger"));
  const exists = tokens.findIndex((token) => isWord(token, "exists"));
  // `if not exists` stands before the name, which may be a word of this kind itself.
  const name = exists === trigger + 3 ? exists + 1 : trigger + 1;
  const found = tokens.slice(name + 1).find((token) => isWord(token, ...events));
  return found ? events.filter((event) => isWord(found, event)) : events;
}
