import { visible } from "./literal.js";
import { markdownText } from "./render-file.js";

const markup = /[*`]+|^#+ |^> ?(?:\[!\w+\])?/gm;

/**
 * The first paragraph of a text of the document, in Markdown that shows it and does nothing else.
 * Links become their text, because where they lead is not ours to vouch for.
 */
export function firstParagraph(markdown: string): string {
  return plainText(markdown.trim().split(/\n\s*\n/, 1)[0] ?? "");
}

/** A text of the document on one line, in Markdown that shows it and does nothing else. */
export function plainText(markdown: string): string {
  return markdownText(withoutLinks(markdown).replaceAll(markup, ""));
}

/**
 * Replaces `[text](target)`, also an image, by its text. In one pass: a regular expression would look for the end of a
 * link again from each of many brackets.
 */
function withoutLinks(markdown: string): string {
  let shown = "";
  let at = 0;
  for (
    let close = markdown.indexOf("](");
    close !== -1;
    close = markdown.indexOf("](", close + 1)
  ) {
    const start = Math.max(at, markdown.slice(at, close).lastIndexOf("]") + 1 + at);
    const open = markdown.slice(start, close).indexOf("[") + start;
    const end = markdown.indexOf(")", close);
    if (end === -1) break;
    if (open < start) continue;
    const image = open > at && markdown[open - 1] === "!" ? 1 : 0;
    shown += markdown.slice(at, open - image) + markdown.slice(open + 1, close);
    at = end + 1;
    close = end;
  }
  return shown + markdown.slice(at);
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
