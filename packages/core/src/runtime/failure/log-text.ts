/** Control characters, line and paragraph separators, bidirectional controls, lone surrogates, byte order marks. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}\uFEFF]/gu;

/**
 * Text from outside as one line that a terminal or a log can show.
 * @param limit UTF-16 code units that are kept; default 200
 */
export function logText(text: string, limit = 200): string {
  const kept = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return kept.replaceAll(
    unprintable,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
