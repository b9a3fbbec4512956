/** Where a word ends: at signs, before a capital, and before the last capital of an acronym. */
const wordEnd = /[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;

/** What most names are, which needs no closer look. */
const snakeCase = /^[a-z0-9]+(?:_[a-z0-9]+)*$/;

/**
 * The words of a name from a document, in ASCII: `HTTPServer_two` is `HTTP`, `Server`, `two`.
 * Accents are dropped; letters of other scripts become their code point, `U7528`, so that no name is lost.
 */
export function nameWords(text: string): readonly string[] {
  if (snakeCase.test(text)) return text.split("_");
  // A name in capitals only has no capitals that mean anything.
  const cased = /\p{Ll}/u.test(text) ? text : text.toLowerCase();
  return cased
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/\P{ASCII}/gu, (character) =>
      /[\p{L}\p{N}]/u.test(character) ? ` U${hexadecimal(character)} ` : " ",
    )
    .split(wordEnd)
    .filter((word) => word !== "");
}

function hexadecimal(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
}

/** `full-repository` as `FullRepository`. A name that would begin with a digit gets an underscore before it. */
export function pascalCase(words: readonly string[]): string {
  return withoutDigitFirst(words.map(capitalised).join(""));
}

/** `code-scanning` as `codeScanning`, `HTTPServer` as `httpServer`. */
export function camelCase(words: readonly string[]): string {
  const [first = "", ...others] = words;
  const start = first.replace(/^[A-Z]+/, (capitals) => capitals.toLowerCase());
  return withoutDigitFirst(start + others.map(capitalised).join(""));
}

/** `codeScanning` as `code-scanning`. */
export function kebabCase(words: readonly string[]): string {
  return words.join("-").toLowerCase();
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function withoutDigitFirst(name: string): string {
  return /^[0-9]/.test(name) ? `_${name}` : name;
}
