import {
  closingIndex,
  isToken,
  splitAtCommas,
  sqlOf,
  type Token,
  tokensOf,
} from "../sql/tokens.js";
import { quotedName } from "../sql/quoted.js";
import type {
  CreateTable,
  TableCheck,
  TableForeignKey,
  TableKey,
  TablePart,
} from "./create-table.js";
import { foreignKeyOf } from "./foreign-key.js";
import { inPartOrder } from "./part-order.js";
import { keyOf, type Periods, periodOf } from "./table-keys.js";
import { tableOptions } from "./table-options.js";

/** Takes a table's statement apart, as the server writes it in a session without modes. */
export function parseCreateTable(sql: string): CreateTable {
  const tokens = tokensOf(sql);
  const opening = tokens.findIndex((token) => isToken(token, "("));
  const closing = closingIndex(tokens, opening);
  const parts = splitAtCommas(tokens.slice(opening + 1, closing));
  const periods: Periods = new Map(parts.flatMap(periodOf));
  const keys: TableKey[] = [];
  const foreignKeys: TableForeignKey[] = [];
  const checks: TableCheck[] = [];
  const lines = parts.map((part): TablePart => {
    const foreignKey = foreignKeyOf(part);
    const key = keyOf(sql, part, periods);
    if (foreignKey !== undefined) foreignKeys.push(foreignKey);
    if (key !== undefined) keys.push(key);
    checks.push(...checkOf(sql, part));
    return {
      ...(foreignKey === undefined
        ? namedPart(part, key)
        : { kind: "foreign key", name: foreignKey.name }),
      sql: sqlOf(sql, part),
      foreignKey,
    };
  });
  return {
    parts: inPartOrder(lines),
    keys,
    foreignKeys,
    checks,
    ...tableOptions(sql, tokens.slice(closing + 1)),
  };
}

/** What a part that is no foreign key defines. A period of the server's own is called by a word. */
function namedPart(
  [first, second, third]: readonly Token[],
  key: TableKey | undefined,
): Pick<TablePart, "kind" | "name"> {
  if (key !== undefined) return { kind: "key", name: key.name };
  if (first?.kind === "name") return { kind: "column", name: first.value };
  return isToken(first, "PERIOD")
    ? { kind: "period", name: third?.value ?? "" }
    : { kind: "check", name: second?.value ?? "" };
}

/** `` CONSTRAINT `name` CHECK (…) ``, a column with a check of its own, or a period. */
function checkOf(sql: string, part: readonly Token[]): readonly TableCheck[] {
  const [first, second] = part;
  for (const [name, [from = "", to = ""]] of periodOf(part)) {
    // The server checks it without saying so.
    return [{ name, expression: `${quotedName(from)} < ${quotedName(to)}`, ofColumn: false }];
  }
  const ofColumn = first?.kind === "name";
  if (!ofColumn && !isToken(first, "CONSTRAINT")) return [];
  const start = part.findIndex(
    (token, index) => isToken(token, "CHECK") && isToken(part[index + 1], "("),
  );
  if (start === -1) return [];
  const inside = part.slice(start + 2, closingIndex(part, start + 1));
  const name = ofColumn ? first.value : (second?.value ?? "");
  return [{ name, expression: sqlOf(sql, inside), ofColumn }];
}
