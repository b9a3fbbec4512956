import { type CheckNode, type CheckToken, parseCheckTokens } from "../../tests/check-syntax.js";
import { folded, type SqlToken, sqlTokens } from "../sql/sql-tokens.js";

/** Longer ones are not looked at: what they say is not simple. */
const longest = 10_000;

/**
 * Reads an expression as its author wrote it. Names are those of columns whatever their case; what stands in double
 * quotes and is no column is a text (https://www.sqlite.org/quirks.html#dblquote).
 * @returns undefined when anything in it is not understood
 */
export function parseCheck(expression: string, columns: readonly string[]): CheckNode | undefined {
  if (expression.length > longest) return undefined;
  const known = new Map(columns.map((name) => [folded(name), name]));
  return parseCheckTokens(sqlTokens(expression).map((token) => checkToken(token, known)));
}

function checkToken({ kind, text }: SqlToken, columns: ReadonlyMap<string, string>): CheckToken {
  switch (kind) {
    case "string":
      return { kind: "text", text };
    case "number":
      return { kind: "number", text: text.replaceAll("_", "") };
    case "sign":
      return { kind: "sign", text: text === "==" ? "=" : text };
    case "blob":
      // No comparison with one is understood.
      return { kind: "sign", text: "x'" };
    default: {
      const column = columns.get(folded(text));
      if (column !== undefined) return { kind: "quoted", text: column };
      return kind === "name" ? { kind: "text", text } : { kind: "name", text: text.toLowerCase() };
    }
  }
}
