import { type CheckNode, type CheckToken, parseCheckTokens } from "../../tests/check-syntax.js";
import { isToken, type Token, tokensOf } from "../sql/tokens.js";

/** Longer ones are not looked at: what they say is not simple. */
const longest = 10_000;

/**
 * Reads an expression as MariaDB writes it back: names in backquotes, parentheses only where they are needed.
 * @returns undefined when anything in it is not understood
 */
export function parseCheck(expression: string): CheckNode | undefined {
  if (expression.length > longest) return undefined;
  const tokens = tokensOf(expression).filter(
    // `_utf8mb4'…'` says of a text what it is in anyway.
    ({ kind, value }, index, all) =>
      !(kind === "word" && value.startsWith("_") && all[index + 1]?.kind === "text"),
  );
  return parseCheckTokens(translated(tokens));
}

/** Words for what the shared syntax has signs for. */
const signs: Readonly<Record<string, string>> = { LIKE: "~~", REGEXP: "~", RLIKE: "~" };
/** Every byte is a character of the texts that tests make up. */
const functions: Readonly<Record<string, string>> = { octet_length: "length" };

/** The tokens of the shared syntax: `a in (1,2)` is `a = any array[1,2]` there, and `between` two comparisons. */
function translated(tokens: readonly Token[]): readonly CheckToken[] {
  const result: CheckToken[] = [];
  /** What `between` compares, until its AND has come. */
  let compared: CheckToken | undefined;
  let listEnd = -1;
  for (const [index, token] of tokens.entries()) {
    if (isToken(token, "IN") && isToken(tokens[index + 1], "(")) {
      result.push(sign("="), word("any"), word("array"));
      listEnd = tokens.findIndex((one, at) => at > index && isToken(one, ")"));
    } else if (isToken(token, "(") && isToken(tokens[index - 1], "IN")) {
      result.push(sign("["));
    } else if (index === listEnd) {
      result.push(sign("]"));
    } else if (isToken(token, "BETWEEN")) {
      compared = result.at(-1);
      result.push(sign(">="));
    } else if (isToken(token, "AND") && compared !== undefined) {
      result.push(word("and"), compared, sign("<="));
      compared = undefined;
    } else {
      result.push(checkToken(token));
    }
  }
  return result;
}

function checkToken({ kind, value }: Token): CheckToken {
  if (kind === "name") return { kind: "quoted", text: value };
  if (kind !== "word") return { kind, text: value };
  const operator = Object.hasOwn(signs, value) ? signs[value] : undefined;
  if (operator !== undefined) return sign(operator);
  const name = value.toLowerCase();
  return word(Object.hasOwn(functions, name) ? (functions[name] ?? name) : name);
}

function sign(text: string): CheckToken {
  return { kind: "sign", text };
}

function word(text: string): CheckToken {
  return { kind: "name", text };
}
