import type { TriggerRow } from "../catalogue/catalogue.js";
import { quotedName } from "../sql/quoted.js";

/** A trigger as SQL, without the user who made it. */
export function triggerSql({ name, table, timing, event, statement }: TriggerRow): string {
  return `CREATE TRIGGER ${quotedName(name)} ${timing} ${event} ON ${quotedName(table)} FOR EACH ROW ${statement}`;
}
