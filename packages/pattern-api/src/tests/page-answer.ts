import type { Json } from "@agentflow/core";
import type { PagingDescription, PropertyPath } from "@agentflow/core/runtime";
import { pathNames } from "../paging/paged-answer.js";
import { isJsonObject, ownValue } from "./schema-index.js";

/** The list of a page; undefined when there is none. */
export function pageItems(page: Json, { items }: PagingDescription): readonly Json[] | undefined {
  if (Array.isArray(page)) return page as readonly Json[]; // `isArray` loses what it holds
  const found = items === undefined ? undefined : valueAt(page, items);
  return Array.isArray(found) ? (found as readonly Json[]) : undefined; // as above
}

/** A page that is the last one, with the given list where it has none. */
export function lastPage(page: Json, paging: PagingDescription, list: readonly Json[]): Json {
  const items = pageItems(page, paging) ?? list;
  const { items: place } = paging;
  let last: Json =
    place === undefined || Array.isArray(page) ? items : withValue(page, place, items);
  switch (paging.style) {
    case "link":
      return last;
    case "next-url":
      return withValue(last, paging.next, undefined);
    case "cursor":
      last = withValue(last, paging.next, undefined);
      break;
    case "last-item":
      break;
    default:
      if ("pages" in paging && paging.pages !== undefined) last = withValue(last, paging.pages, 1);
      if (paging.total !== undefined) last = withValue(last, paging.total, items.length);
  }
  return paging.more === undefined ? last : withValue(last, paging.more, false);
}

function valueAt(value: Json, path: PropertyPath): Json | undefined {
  let found: Json | undefined = value;
  for (const name of pathNames(path)) {
    found = isJsonObject(found) ? ownValue(found, name) : undefined;
  }
  return found;
}

/** A value that has another at a path; `undefined` takes out what is there. */
function withValue(value: Json, path: PropertyPath, given: Json | undefined): Json {
  const [name, ...rest] = pathNames(path);
  if (name === undefined) return given ?? null;
  const members = new Map(Object.entries(isJsonObject(value) ? value : {}));
  const inner = rest.length === 0 ? given : withValue(members.get(name) ?? {}, rest, given);
  if (inner === undefined) members.delete(name);
  else members.set(name, inner);
  return Object.fromEntries(members);
}
