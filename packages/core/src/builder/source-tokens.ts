/**
 * Comments, strings, templates and regular expressions of JavaScript and TypeScript, as the source of a RegExp: what
 * has to be skipped to find words that are code. A regular expression is told from a division by what stands before it.
 */
export const nonCode = String.raw`/\*[^]*?\*/|//[^\n]*|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|\`(?:[^\`\\]|\\[^])*\`|/(?<=(?:[(,=:;!&|?{}[>]|return)\s*/)(?![*/])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*`;

const nonCodePattern = new RegExp(nonCode, "g");

/** Lines that hold more than white space and comments. */
export function countCodeLines(text: string): number {
  return text
    .replace(nonCodePattern, (token) =>
      /^\/[*/]/.test(token) ? token.replaceAll(/[^\n]/g, "") : token,
    )
    .split("\n")
    .filter((line) => /\S/.test(line)).length;
}

/** Line of an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (
    let next = text.indexOf("\n");
    next !== -1 && next < offset;
    next = text.indexOf("\n", next + 1)
  ) {
    line += 1;
  }
  return line;
}
