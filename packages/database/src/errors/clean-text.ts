/** Characters of a text from outside that a message keeps. */
const longest = 500;
const redacted = "[secret]";

/** A text from outside as part of a message: one line, not too long, without the secrets that are known. */
export function cleanText(text: string, secrets: readonly string[] = []): string {
  const line = withoutSecrets(text, secrets).replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  const known = secrets.reduce(
    (rest, secret) => (secret === "" ? rest : rest.replaceAll(secret, redacted)),
    text,
  );
  // To the last @ before a path: people forget to encode the one in a password.
  return known.replaceAll(/\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/?#"']*@/gi, `$1${redacted}@`);
}

/** A name as part of a message: it may hold quotes and line breaks. */
export function quoted(name: string): string {
  return JSON.stringify(name);
}

/**
 * What a server says of a value that is none of its type (SQLSTATE class 22), up to the value: it comes last or in
 * quotes, whatever language the server speaks.
 * @returns `undefined` when nothing is left that says something
 */
export function textBeforeValue(text: string): string | undefined {
  const before = /^[^"'`«»„“”‘’‹›:]*/.exec(text)?.[0].trim() ?? "";
  // Byte sequences come without quotes.
  return before.split(" ").length >= 3 && !/0x[0-9a-f]/i.test(before) ? before : undefined;
}
