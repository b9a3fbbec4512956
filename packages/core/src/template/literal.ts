/** Plain JSON. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/**
 * Characters that must not stand raw in generated source: controls, line separators that JavaScript and JSON
 * read differently, zero-width and bidirectional controls (CVE-2021-42574), lone surrogates, and the byte order mark.
 */
const unsafe =
  // oxlint-disable-next-line no-control-regex -- control characters are what it is there to find
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const escaped = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Printable ASCII: nearly every text is, and asking first costs less than looking for what must be replaced. */
const printable = /^[ -~]*$/;
/** The same without what a literal escapes. */
const unescaped = /^[ !#-;=-[\]-~]*$/;

/** Replaces unsafe characters by `\uXXXX`, for text that stays text, such as a comment. */
export function visible(text: string): string {
  return printable.test(text) ? text : text.replace(unsafe, escaped);
}

/** A double-quoted string literal that is equally JavaScript, TypeScript and JSON. */
export function stringLiteral(text: string): string {
  if (unescaped.test(text)) return `"${text}"`;
  // JSON.stringify escapes quotes, backslashes and C0 controls; the rest is escaped once, after it. Both beginnings
  // would change how a page reads the script around them.
  return JSON.stringify(text)
    .replaceAll("</", "<\\/")
    .replaceAll("<!--", "\\u003c!--")
    .replace(unsafe, escaped);
}

/** A number literal; the type is checked, because a number is printed bare. */
export function numberLiteral(value: number): string {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new TypeError(`${stringLiteral(String(value))} is not a finite number.`);
  }
  return Object.is(value, -0) ? "-0" : String(value);
}

const identifierName = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** True for a name that needs no quotes as a property key. */
export function isIdentifierName(text: string): boolean {
  return identifierName.test(text);
}

/** A property key: bare where that is possible. `__proto__` is computed, so that it is a plain key. */
export function keyLiteral(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return isIdentifierName(key) ? key : stringLiteral(key);
}

/** A TypeScript literal of any JSON value, on one line. Keys keep their order. */
export function literal(value: Json): string {
  if (typeof value === "string") return stringLiteral(value);
  if (typeof value === "number") return numberLiteral(value);
  if (value === null || value === true || value === false) return String(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => literal(item)).join(", ")}]`;
  if (typeof value !== "object") {
    throw new TypeError(`A value of type ${typeof value} has no literal.`);
  }
  const entries = Object.entries(value).map(
    ([key, item]) => `${keyLiteral(key)}: ${literal(item)}`,
  );
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/**
 * JSON with no character that hides or reorders text; parses back to the same value.
 * @param indent spaces per level; left out: one line
 */
export function jsonText(value: Json, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(unsafe, (character) =>
    // Between tokens only newlines occur, and those are meant.
    character === "\n" ? character : escaped(character),
  );
}
