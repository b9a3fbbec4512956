import type { ServerError } from "./server-error.js";

/** What a server says of a value that is wrong, which follows, or comes in the middle. */
const truncated = /^(?:Truncated incorrect|Incorrect) \S{1,32} value(?=: '| )/;
const syntax = /^([^]*) near '([^]*)' at line (\d+)$/;

/**
 * What a server says, without values of rows and without texts of the statement: both stand between single quotes or at
 * the end. Names stay, in backquotes.
 */
export function textWithoutValues({ number, state, text }: ServerError): string {
  switch (number) {
    case 1064:
      return syntaxText(text);
    case 1292:
    case 1366:
    case 1411:
    case 1525:
      return truncated.exec(text)?.[0] ?? "Incorrect value";
    case 1690:
      return textBefore(text, " in '");
    case 1526:
      return textBefore(text, " for value");
    case 1918:
      return "Encountered illegal value";
    case 1264:
    case 1265:
    case 1406:
      // Quotes are around the name of a column.
      return text;
    default:
      return state.startsWith("22") ? textBefore(text, "'") : text;
  }
}

/** Literals of the statement are values too. */
function syntaxText(text: string): string {
  const [, before, near = "", line] = syntax.exec(text) ?? [];
  if (before === undefined) return "You have an error in your SQL syntax";
  const words = /^[^'"\d]*/.exec(near)?.[0].trim() ?? "";
  return words === "" ? `${before} at line ${line}` : `${before} near '${words}' at line ${line}`;
}

function textBefore(text: string, mark: string): string {
  const end = text.indexOf(mark);
  return end === -1 ? text : text.slice(0, end);
}
