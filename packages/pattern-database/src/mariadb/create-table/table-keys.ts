import { closingIndex, isToken, splitAtCommas, type Token } from "../sql/tokens.js";
import type { TableKey } from "./create-table.js";

/** Columns where periods begin and end, by the period's name. */
export type Periods = ReadonlyMap<string, readonly string[]>;

/** `` PERIOD FOR `p` (`from`, `to`) ``; nothing for another part, and for the period that the server keeps itself. */
export function periodOf(
  part: readonly Token[],
): readonly (readonly [string, readonly string[]])[] {
  const [period, , name, ...rest] = part;
  if (!isToken(period, "PERIOD") || name?.kind !== "name") return [];
  return [[name.value, rest.filter(({ kind }) => kind === "name").map(({ value }) => value)]];
}

const kinds: Readonly<Record<string, TableKey["kind"]>> = {
  PRIMARY: "primary",
  UNIQUE: "unique",
  KEY: "index",
  FULLTEXT: "fulltext",
  SPATIAL: "spatial",
};

function isPeriod(item: readonly Token[]): boolean {
  return item.some((token) => isToken(token, "OVERLAPS"));
}

/** What errors call the primary key, which has no name of its own. */
const primaryName = "PRIMARY";

/** `` UNIQUE KEY `name` (`a`,`b`(10) DESC) USING HASH ``; undefined for another part. */
export function keyOf(sql: string, part: readonly Token[], periods: Periods): TableKey | undefined {
  const [first] = part;
  const kind =
    first?.kind === "word" && Object.hasOwn(kinds, first.value) ? kinds[first.value] : undefined;
  if (kind === undefined) return undefined;
  const opening = part.findIndex((token) => isToken(token, "("));
  const name = part.slice(0, opening).find((token) => token.kind === "name");
  const items = splitAtCommas(part.slice(opening + 1, closingIndex(part, opening)));
  return {
    name: name?.value ?? primaryName,
    kind,
    columns: items.flatMap((item) => {
      const own = item[0]?.value ?? "";
      return isPeriod(item) ? (periods.get(own) ?? []) : [own];
    }),
    whole: !items.some((item) => isToken(item[1], "(")),
    overlaps: items.some(isPeriod),
    sql: sql.slice(part[opening]?.start ?? 0, part.at(-1)?.end),
  };
}
