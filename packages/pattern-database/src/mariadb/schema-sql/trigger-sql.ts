import type { TriggerRow } from "../catalogue/catalogue.js";
import { quotedName } from "../sql/quoted.js";
import { isToken, tokensOf } from "../sql/tokens.js";

/**
 * A trigger as SQL: without the user who made it, and after those that it was made after.
 * @param statement as `show create trigger` gives it: as it was typed; undefined when the role may not see what it does
 */
export function triggerSql(
  { name, table, timing, event }: TriggerRow,
  statement: string | undefined,
): string {
  const head = `CREATE TRIGGER ${quotedName(name)} ${timing} ${event} ON ${quotedName(table)} FOR EACH ROW`;
  return statement === undefined ? head : `${head} ${bodyOf(statement)}`;
}

function bodyOf(statement: string): string {
  const tokens = tokensOf(statement);
  const row = tokens.findIndex(
    (token, index) =>
      isToken(token, "ROW") &&
      isToken(tokens[index - 1], "EACH") &&
      isToken(tokens[index - 2], "FOR"),
  );
  const first = tokens[row + 1];
  const isOrdered = isToken(first, "FOLLOWS") || isToken(first, "PRECEDES");
  return statement.slice(tokens[row + (isOrdered ? 3 : 1)]?.start);
}
