import type { PagingDescription, PropertyPath } from "@agentflow/core/runtime";

/** Two pages of an operation, and what the request for the second one asks with. */
export interface TwoPages {
  readonly first: unknown;
  readonly last: unknown;
  /** An address, or the value of a parameter. */
  readonly next: string;
}

/**
 * Two pages, made of one that is the last.
 * @param url where the service is
 */
export function twoPages(paging: PagingDescription, page: unknown, url: string): TwoPages {
  const items = itemsOf(page, paging.items);
  // Twice the same page would be one that does not lead on.
  const more = [...items, ...items];
  const last = paging.items === undefined ? more : withValue(page, paging.items, more);
  switch (paging.style) {
    case "link":
      return { first: page, last, next: `${url}/page-2` };
    case "next-url":
      return { first: withValue(page, paging.next, "/page-2"), last, next: `${url}/page-2` };
    case "cursor": {
      const cursor = withValue(page, paging.next, "cursor-2");
      const first = paging.more === undefined ? cursor : withValue(cursor, paging.more, true);
      return { first, last, next: "cursor-2" };
    }
    case "last-item": {
      const named = [...items.slice(0, -1), withValue(items.at(-1), paging.id, "item-1")];
      const list = paging.items === undefined ? named : withValue(page, paging.items, named);
      return { first: withValue(list, paging.more, true), last, next: "item-1" };
    }
    default: {
      const isPage = paging.style === "page";
      const ends: readonly (readonly [PropertyPath | undefined, unknown, unknown])[] = [
        [isPage ? paging.pages : undefined, 2, 2],
        [paging.total, items.length + more.length, items.length + more.length],
        [paging.more, true, false],
      ];
      const set = (body: unknown, place: 1 | 2): unknown =>
        ends.reduce<unknown>(
          (made, end) => (end[0] === undefined ? made : withValue(made, end[0], end[place])),
          body,
        );
      const next = String(paging.first + (isPage ? 1 : items.length));
      return { first: set(page, 1), last: set(last, 2), next };
    }
  }
}

function itemsOf(page: unknown, path: PropertyPath | undefined): readonly unknown[] {
  const found = path === undefined ? page : namesOf(path).reduce(memberOf, page);
  if (!Array.isArray(found)) throw new Error("The page has no list.");
  return found;
}

function memberOf(value: unknown, name: string): unknown {
  return Reflect.get(Object(value), name);
}

function withValue(value: unknown, path: PropertyPath, given: unknown): unknown {
  const [name = "", ...rest] = namesOf(path);
  const inner = rest.length === 0 ? given : withValue(memberOf(value, name), rest, given);
  return { ...Object(value), [name]: inner };
}

function namesOf(path: PropertyPath): readonly string[] {
  return typeof path === "string" ? [path] : path;
}
