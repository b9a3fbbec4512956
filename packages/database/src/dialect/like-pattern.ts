import { textValue } from "../codec/value-checks.js";
import { ValueError } from "../codec/value-error.js";

/**
 * A pattern of `%`, `_` and `\`.
 * @throws {ValueError} when it is no text, or ends with an escape of nothing
 */
export function likePattern(pattern: unknown): string {
  const text = textValue(pattern);
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(text)) throw new ValueError("ends with an escape of nothing");
  return text;
}
