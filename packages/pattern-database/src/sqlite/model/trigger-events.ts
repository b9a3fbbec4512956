import type { TriggerEvent } from "../../model/database-model.js";
import { folded, isSign, isWord, type SqlToken, sqlTokens } from "../sql/sql-tokens.js";

const events: readonly TriggerEvent[] = ["insert", "update", "delete"];

/** When a trigger runs. */
export interface TriggerTiming {
  readonly events: readonly TriggerEvent[];
  /** The columns that an update has to name one of, folded; undefined: any. */
  readonly columns: ReadonlySet<string> | undefined;
}

/** When a trigger runs, from its text: the first word after its name that says so; at everything where none does. */
export function triggerTiming(sql: string): TriggerTiming {
  const tokens = sqlTokens(sql);
  const trigger = tokens.findIndex((token) => isWord(token, "trigger"));
  const exists = tokens.findIndex((token) => isWord(token, "exists"));
  // `if not exists` stands before the name, which may be a word of this kind itself.
  const name = exists === trigger + 3 ? exists + 1 : trigger + 1;
  const at = tokens.findIndex((token, index) => index > name && isWord(token, ...events));
  const found = tokens[at];
  if (found === undefined) return { events, columns: undefined };
  return {
    events: events.filter((event) => isWord(found, event)),
    columns: isWord(tokens[at + 1], "of") ? namesFrom(tokens, at + 2) : undefined,
  };
}

/** Names with commas between them. */
function namesFrom(tokens: readonly SqlToken[], start: number): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at = start; ; at += 2) {
    names.add(folded(tokens[at]?.text ?? ""));
    if (!isSign(tokens[at + 1], ",")) return names;
  }
}
