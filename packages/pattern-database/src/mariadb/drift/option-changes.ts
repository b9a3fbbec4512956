import { closingIndex, isToken, sqlOf, type Token, tokensOf } from "../sql/tokens.js";

/** How an option is given back what it is without being said; others take DEFAULT. */
const resets: Readonly<Record<string, string>> = {
  COMMENT: "''",
  KEY_BLOCK_SIZE: "0",
  MIN_ROWS: "0",
  MAX_ROWS: "0",
  AVG_ROW_LENGTH: "0",
  CHECKSUM: "0",
  DELAY_KEY_WRITE: "0",
  INSERT_METHOD: "NO",
  UNION: "()",
};

/** Parts of ALTER TABLE that make the options of a table others, once those that it leaves behind are gone. */
export function optionChanges(before: string, after: string): readonly string[] {
  const [old, wanted] = [optionsOf(before), optionsOf(after)];
  const left = leftOptions(before, after);
  const removed = [...old.keys()]
    .filter((name) => !wanted.has(name) && !texts.includes(name) && !left.includes(name))
    .map((name) => `${name}=${resets[name] ?? "DEFAULT"}`);
  // A collation alone would be one of the old character set.
  const isTextual = texts.some((name) => old.get(name) !== wanted.get(name));
  const changed = [...wanted]
    .filter(([name, value]) => (texts.includes(name) ? isTextual : old.get(name) !== value))
    .map(([name, value]) => `${name}=${value}`);
  return [...removed, ...changed];
}

const texts = ["DEFAULT CHARSET", "COLLATE"];

/** The engine of a table. */
export function engineOf(options: string): string {
  return optionsOf(options).get("ENGINE") ?? "";
}

/**
 * Options that only the engine knows which a table is to lose: those have to go first, because the new one refuses what it
 * does not know, even to hear that it is gone.
 */
export function leftOptions(before: string, after: string): readonly string[] {
  const [old, wanted] = [optionsOf(before), optionsOf(after)];
  if (engineOf(before) === engineOf(after)) return [];
  return [...old.keys()].filter((name) => name.startsWith("`") && !wanted.has(name));
}

/** Whether a table keeps its keys in another way. A key that stays would go on to say how it was kept before. */
export function keepsKeysOtherwise(before: string, after: string): boolean {
  const [old, wanted] = [optionsOf(before), optionsOf(after)];
  return ["ENGINE", "KEY_BLOCK_SIZE"].some((name) => old.get(name) !== wanted.get(name));
}

/** Names as SQL has them, with values. */
function optionsOf(sql: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  const tokens = tokensOf(sql);
  let name: Token[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    if (!isToken(token, "=")) {
      name.push(token);
      continue;
    }
    const isList = isToken(tokens[index + 1], "(");
    const end = isList ? closingIndex(tokens, index + 1) : index + 1;
    options.set(sqlOf(sql, name), sqlOf(sql, tokens.slice(index + 1, end + 1)));
    index = end;
    name = [];
  }
  return options;
}
