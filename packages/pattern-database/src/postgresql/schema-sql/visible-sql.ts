/** What no generated file may hold raw: controls, bidirectional ones included (CVE-2021-42574), and line separators. */
const hidden = /[[\p{Cc}\p{Bidi_C}\u2028\u2029]--[\t\n\r]]/v;
const everyHidden = new RegExp(hidden, "gv");

/** A quoted name, a text in one of its three forms. PostgreSQL prints nothing else that could hold such a character. */
const quoted =
  /(?<name>"(?:[^"]|"")*")|(?<![A-Za-z0-9_$])(?<escaped>[Ee]'(?:[^'\\]|''|\\[^])*')|(?<text>'(?:[^']|'')*')|\$(?<tag>\w*)\$(?<body>[^]*?)\$\k<tag>\$/g;

const codePoint = (character: string): string =>
  character.charCodeAt(0).toString(16).padStart(4, "0");

/** The same SQL without characters that hide or reorder text: names and texts that have one are written with escapes. */
export function visibleSql(sql: string): string {
  if (!hidden.test(sql)) return sql;
  return sql.replaceAll(quoted, (token, ...rest: readonly unknown[]) => {
    if (!hidden.test(token)) return token;
    const { name, escaped, text, body } = rest.at(-1) as Readonly<
      Record<string, string | undefined> // the groups come last
    >;
    if (name !== undefined) {
      const doubled = name.replaceAll("\\", "\\\\");
      return `U&${doubled.replaceAll(everyHidden, (one) => `\\${codePoint(one)}`)}`;
    }
    if (escaped !== undefined) return escapeHidden(escaped);
    const inside = text === undefined ? (body ?? "").replaceAll("'", "''") : text.slice(1, -1);
    return escapeHidden(`E'${inside.replaceAll("\\", "\\\\")}'`);
  });
}

function escapeHidden(text: string): string {
  return text.replaceAll(everyHidden, (one) => `\\u${codePoint(one)}`);
}
