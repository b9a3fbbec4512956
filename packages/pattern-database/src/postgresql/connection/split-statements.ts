/** A statement of a SQL file. */
export interface SqlStatement {
  readonly text: string;
  /** 1-based, where its first word is. */
  readonly line: number;
}

/**
 * What a statement may hold that hides a semicolon, and words, one at a time: comments, strings, quoted names, bodies
 * between dollars (PostgreSQL's documentation, 4.1 "Lexical Structure").
 */
const token =
  /--[^\n]*|\/\*|'|"(?:[^"]|"")*"|\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|[\d.]+|;|[^]/g;

/**
 * The statements of a SQL file as psql would send them. Commands of psql itself, such as `\\connect`, and the rows after
 * `COPY … FROM stdin` are left out: they are no schema.
 */
export function splitStatements(sql: string): readonly SqlStatement[] {
  const statements: SqlStatement[] = [];
  const lines = new LineCounter(sql);
  let start: number | undefined;
  let words: string[] = [];
  // BEGIN ATOMIC … END and CASE … END inside a function's body.
  let depth = 0;
  const scan = new RegExp(token);
  const end = (position: number): void => {
    if (start !== undefined) {
      statements.push({ text: sql.slice(start, position), line: lines.at(start) });
    }
    start = undefined;
    words = [];
    depth = 0;
  };
  for (let match = scan.exec(sql); match !== null; match = scan.exec(sql)) {
    const [text] = match;
    const { index } = match;
    if (text === ";" && depth === 0) {
      const isCopy = words[0] === "copy" && words.includes("stdin");
      if (isCopy) {
        start = undefined;
        scan.lastIndex = endOfRows(sql, index);
      }
      end(index);
      continue;
    }
    if (text === "\\" && start === undefined) {
      scan.lastIndex = endOfLine(sql, index);
      continue;
    }
    if (/^\s$|^--/.test(text)) continue;
    if (text === "/*") {
      scan.lastIndex = endOfComment(sql, index);
      continue;
    }
    start ??= index;
    if (text === "'") scan.lastIndex = endOfString(sql, index);
    else if (/^\$.*\$$/s.test(text)) scan.lastIndex = endOfBody(sql, index, text);
    else if (/^[A-Za-z]/.test(text)) {
      const word = text.toLowerCase();
      depth = depthAfter(word, words, depth);
      words.push(word);
    }
  }
  end(sql.length);
  return statements;
}

function depthAfter(word: string, words: readonly string[], depth: number): number {
  const inRoutine =
    words[0] === "create" && words.slice(1, 4).some((w) => w === "function" || w === "procedure");
  if (!inRoutine) return 0;
  if (word === "atomic" && words.at(-1) === "begin") return depth + 1;
  if (depth === 0) return 0;
  if (word === "case") return depth + 1;
  return word === "end" ? depth - 1 : depth;
}

function endOfLine(sql: string, from: number): number {
  const position = sql.indexOf("\n", from);
  return position === -1 ? sql.length : position + 1;
}

/** After the line `\\.` that ends the rows of COPY. */
function endOfRows(sql: string, from: number): number {
  const rows = /^\\\.[^\n]*(?:\n|$)/gm;
  rows.lastIndex = from;
  return rows.exec(sql) === null ? sql.length : rows.lastIndex;
}

/** Comments of this kind may be nested. */
function endOfComment(sql: string, from: number): number {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = from;
  let depth = 0;
  for (let match = edge.exec(sql); match !== null; match = edge.exec(sql)) {
    depth += match[0] === "/*" ? 1 : -1;
    if (depth === 0) return edge.lastIndex;
  }
  return sql.length;
}

/** In a string after E a backslash keeps the next character from ending it. */
function endOfString(sql: string, from: number): number {
  const escaped = /(?:^|[^\w$])[eE]$/.test(sql.slice(Math.max(0, from - 2), from));
  const rest = escaped ? /(?:[^'\\]|''|\\[^])*(?:'|$)/y : /(?:[^']|'')*(?:'|$)/y;
  rest.lastIndex = from + 1;
  rest.exec(sql);
  return rest.lastIndex === 0 ? sql.length : rest.lastIndex;
}

function endOfBody(sql: string, from: number, delimiter: string): number {
  const position = sql.indexOf(delimiter, from + delimiter.length);
  return position === -1 ? sql.length : position + delimiter.length;
}

/** Numbers of lines, asked for in rising order. */
class LineCounter {
  readonly #sql: string;
  #position = 0;
  #line = 1;

  constructor(sql: string) {
    this.#sql = sql;
  }

  at(position: number): number {
    for (; this.#position < position; this.#position += 1) {
      if (this.#sql[this.#position] === "\n") this.#line += 1;
    }
    return this.#line;
  }
}
