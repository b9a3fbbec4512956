import { type Json, keyLiteral, wrappedLiteral } from "@agentflow/core";
import type { PagingDescription } from "@agentflow/core/runtime";

/** Functions of the runtime by the style of paging. */
const functions = {
  link: "linkPages",
  "next-url": "nextUrlPages",
  cursor: "cursorPages",
  "last-item": "lastItemPages",
  page: "numberedPages",
  offset: "offsetPages",
} as const satisfies Readonly<Record<PagingDescription["style"], string>>;

/** Before a call that a bundler may drop with the operation that it stands in. */
export const pure = "/* @__PURE__ */";

/** Code of an operation's definition, and what it needs of the runtime. */
export interface DefinitionCode {
  readonly code: string;
  readonly imports: readonly string[];
}

/** `linkPages({ items: itemsAt("items") })`: how the pages of an operation follow each other. */
export function pagingCode({ style, items, ...rest }: PagingDescription): DefinitionCode {
  const name = functions[style];
  const members = Object.entries<Json>({ ...rest }).map(
    ([key, value]) => `${keyLiteral(key)}: ${wrappedLiteral(value)}`,
  );
  // A path is text, or a list of texts.
  if (items !== undefined)
    members.push(`items: ${pure} itemsAt(${wrappedLiteral(pathJson(items))})`);
  const code = `${pure} ${name}(${members.length === 0 ? "" : `{ ${members.join(", ")} }`})`;
  return { code, imports: items === undefined ? [name] : ["itemsAt", name] };
}

function pathJson(path: string | readonly string[]): Json {
  return typeof path === "string" ? path : [...path];
}
