import { cleanText } from "../errors/clean-text.js";

/** What a server says of a failure, up to where a value, or the command with its values, may stand. */
export function textWithoutValues(text: string, secrets: readonly string[] = []): string {
  return cleanText(/^[^"'`{[:]*/.exec(text)?.[0].trim() ?? "", secrets);
}
