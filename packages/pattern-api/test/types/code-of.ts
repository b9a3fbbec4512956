/**
 * Source text without its comments, and with every string literal empty.
 * Written apart from the printer, so that it does not share its mistakes.
 */
export function codeOf(source: string): string {
  let code = "";
  for (let at = 0; at < source.length; at++) {
    if (source.startsWith("/*", at)) {
      const end = source.indexOf("*/", at + 2);
      if (end === -1) return `${code} unclosed comment pwned`;
      at = end + 1;
    } else if (source[at] === '"') {
      const end = endOfString(source, at + 1);
      if (end === undefined) return `${code} unclosed string pwned`;
      code += "s";
      at = end;
    } else {
      code += source[at];
    }
  }
  return code;
}

function endOfString(source: string, start: number): number | undefined {
  for (let at = start; at < source.length && source[at] !== "\n"; at++) {
    if (source[at] === '"') return at;
    if (source[at] === "\\") at++;
  }
  return undefined;
}
