import type { JsonObject } from "../json-object.js";
import { changedOperations } from "./changed-operations.js";

/** A description whose operations say in Markdown what they say in HTML. Other tags than the usual ones are left out. */
export function withMarkdown(root: JsonObject): JsonObject {
  return changedOperations(root, (operation) => {
    const { description } = operation;
    if (typeof description !== "string" || !/^\s*<[a-z]/i.test(description)) return operation;
    return { ...operation, description: markdownOf(description) };
  });
}

/** What stands for a tag, which has the same at its end. */
const marks: ReadonlyMap<string, string> = new Map([
  ["code", "`"],
  ["strong", "**"],
  ["b", "**"],
  ["em", "*"],
  ["i", "*"],
]);
/** What stands for the beginning of a tag. */
const begins: ReadonlyMap<string, string> = new Map([
  ["li", "\n- "],
  ["br", "\n"],
]);
const blocks = /^(?:p|div|ul|ol|table|tr|h\d)$/;

const entities: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&nbsp;": " ",
  // Each is looked at once: `&amp;lt;` is the text `&lt;`.
  "&amp;": "&",
};

function markdownOf(html: string): string {
  let link: string | undefined;
  const text = html.split(/(<\/?[a-z][^<>]*>)/i).map((piece) => {
    const tag = /^<(\/?)([a-z]\w*)(.*)>$/is.exec(piece);
    if (!tag) return piece.replaceAll(/&[a-z#\d]+;/gi, (entity) => entities[entity] ?? entity);
    const [, closes, named = "", attributes = ""] = tag;
    const name = named.toLowerCase();
    if (name === "a") {
      const target = link;
      // Where it leads from is not known, so that only whole addresses are links.
      link = closes ? undefined : /\shref="(https?:[^"\s]*)"/i.exec(attributes)?.[1];
      if (closes) return target === undefined ? "" : `](${target})`;
      return link === undefined ? "" : "[";
    }
    if (blocks.test(name)) return closes ? "\n\n" : "";
    return marks.get(name) ?? (closes ? "" : (begins.get(name) ?? ""));
  });
  return text
    .join("")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
