import { visible } from "./literal.js";
import { markdownText } from "./render-file.js";

/** `[text](target)`, also as an image. */
const link = /!?\[([^\]]*)\]\([^)]*\)/g;
const markup = /[*`]+|^#+ |^> ?(?:\[!\w+\])?/gm;

/**
 * The first paragraph of a text of the document, in Markdown that shows it and does nothing else.
 * Links become their text, because where they lead is not ours to vouch for.
 */
export function firstParagraph(markdown: string): string {
  const paragraph =
    markdown
      .replaceAll("\r\n", "\n")
      .trim()
      .split(/\n\s*\n/, 1)[0] ?? "";
  return plainText(paragraph);
}

/** A text of the document on one line, in Markdown that shows it and does nothing else. */
export function plainText(markdown: string): string {
  return markdownText(markdown.replaceAll(link, "$1").replaceAll(markup, ""));
}

/** An address as a Markdown link, or nothing when it is not one that a reader can follow. */
export function markdownLink(text: string, address: string): string {
  if (!URL.canParse(address)) return "";
  const url = new URL(address);
  if (url.protocol !== "https:" && url.protocol !== "http:") return "";
  const target = url.href.replaceAll("(", "%28").replaceAll(")", "%29");
  return `[${markdownText(text)}](${target})`;
}

/** Words of printable ASCII with one space between, and no backtick. */
const plainWords = /^[!-_a-~]+(?: [!-_a-~]+)*$/;

/** Code on one line inside a Markdown sentence. */
export function inlineCode(code: string): string {
  if (plainWords.test(code)) return `\`${code}\``;
  const line = visible(code.replaceAll(/\s+/g, " ").trim());
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const padding = longest > 0 ? " " : "";
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** Code inside a table cell. Renderers split a row into cells before they look for code, so bars are escaped. */
export function cellCode(code: string): string {
  return inlineCode(code).replaceAll("|", "\\|");
}
