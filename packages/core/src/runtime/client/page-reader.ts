import { findLink } from "../http/link-header.js";
import { headerValue } from "../http/response-headers.js";
import { dateText } from "../values/date-values.js";
import { stringifyExactly } from "../values/exact-json.js";
import type { Answer } from "./client.js";
import type {
  CursorPagingDescription,
  LastItemPagingDescription,
  OffsetPagingDescription,
  PageNumberPagingDescription,
  PagingDescription,
  PropertyPath,
} from "./paging-description.js";

/** What the request for the next page has that the first one had not. */
export type NextPage = { readonly url: URL } | { readonly value: string | number };

/** Pages that do not lead on as their service says. */
export class PageError extends Error {
  readonly kind: "response" | "validation";

  /** @param kind `validation` when the caller can mend it; default `response` */
  constructor(message: string, kind: "response" | "validation" = "response") {
    super(message);
    this.kind = kind;
  }
}

type Params = Readonly<Record<string, unknown>>;

/** Reads one page after the other, and works out what to ask for next. */
export class PageReader {
  readonly #paging: PagingDescription;
  readonly #params: Params;
  /** Addresses, cursors and ids that were asked for. */
  readonly #seen = new Set<string | number>();
  /** Items of all pages until now. */
  #count = 0;
  /** Number of this page, or offset of its first item. */
  #position: number;
  /** What the page before held, where its address does not tell it from this one. */
  #before: string | undefined;

  constructor(paging: PagingDescription | undefined, params: Params) {
    this.#paging = paging ?? { style: "link" };
    this.#params = params;
    const isCounted = this.#paging.style === "page" || this.#paging.style === "offset";
    this.#position = isCounted ? startOf(this.#paging, params) : 0;
  }

  /** The items of a page. */
  items(page: unknown): readonly unknown[] {
    return itemsOf(page, this.#paging.items);
  }

  /**
   * What to ask for after a page; `undefined` when it was the last.
   * @throws {PageError} when it is at another origin, is one that was read before, or the answer does not say it
   */
  next(answer: Answer): NextPage | undefined {
    const paging = this.#paging;
    switch (paging.style) {
      case "link":
        return this.#at(answer, findLink(headerValue(answer.headers, "link") ?? "", "next"));
      case "next-url":
        return this.#at(answer, textAt(answer.data, paging.next, "address"));
      case "cursor":
        return this.#cursor(answer.data, paging);
      case "last-item":
        return this.#lastItem(answer.data, paging);
      default:
        return this.#counted(answer.data, paging);
    }
  }

  /** Credentials go with the request for the next page, so it has to be where this one came from. */
  #at({ url }: Answer, target: string | number | undefined): NextPage | undefined {
    if (target === undefined) return undefined;
    this.#seen.add(url);
    if (!URL.canParse(String(target), url)) throw new PageError("the next page has no valid URL");
    const [here, next] = [new URL(url), new URL(String(target), url)];
    // A service behind a proxy may not know that it is called encrypted.
    if (here.protocol === "https:" && next.protocol === "http:" && next.host === here.host) {
      next.protocol = here.protocol;
    }
    if (next.origin !== here.origin) {
      throw new PageError(`the next page is at another origin, ${next.origin}`);
    }
    this.#once(next.href);
    return { url: next };
  }

  #cursor(page: unknown, { parameter, next, more }: CursorPagingDescription): NextPage | undefined {
    if (more !== undefined && valueAt(page, more) === false) return undefined;
    const cursor = textAt(page, next, "cursor");
    if (cursor === undefined) return undefined;
    return { value: this.#once(cursor, this.#params[parameter]) };
  }

  #lastItem(
    page: unknown,
    { parameter, id, more }: LastItemPagingDescription,
  ): NextPage | undefined {
    if (valueAt(page, more) !== true) return undefined;
    const last = textAt(this.items(page).at(-1), id, "id of the last item");
    if (last === undefined)
      throw new PageError("there are more pages, but this one has no last item");
    return { value: this.#once(last, this.#params[parameter]) };
  }

  #counted(
    page: unknown,
    paging: PageNumberPagingDescription | OffsetPagingDescription,
  ): NextPage | undefined {
    const items = this.items(page);
    if (items.length === 0) return undefined;
    this.#count += items.length;
    // A service that does not know the parameter gives the first page for ever.
    const text = stringifyExactly(items);
    if (text === this.#before) throw new PageError("the next page is the same as the one before");
    this.#before = text;
    this.#position += paging.style === "page" ? 1 : items.length;
    const { first, total, more } = paging;
    if (more !== undefined && valueAt(page, more) === false) return undefined;
    const done = this.#position - first;
    if (paging.style === "page") {
      if (done >= numberAt(page, paging.pages) || this.#count >= numberAt(page, total)) {
        return undefined;
      }
    } else if (done >= numberAt(page, total)) return undefined;
    return { value: this.#position };
  }

  /** @param given what the first page was asked for with */
  #once<Key extends string | number>(key: Key, given?: unknown): Key {
    if (this.#seen.has(key) || key === given) {
      throw new PageError("the next page is one that was read before");
    }
    this.#seen.add(key);
    return key;
  }
}

/** @throws {PageError} when the parameter is no number */
function startOf(
  { parameter, first }: PageNumberPagingDescription | OffsetPagingDescription,
  params: Params,
): number {
  const given = params[parameter];
  if (given === undefined || given === null) return first;
  const start = Number(given);
  if (Number.isSafeInteger(start)) return start;
  throw new PageError(`"${parameter}" is no whole number`, "validation");
}

function itemsOf(page: unknown, path: PropertyPath | undefined): readonly unknown[] {
  if (page === undefined) return [];
  if (Array.isArray(page)) return page;
  const items = path === undefined ? undefined : valueAt(page, path);
  if (Array.isArray(items)) return items;
  const name = typeof path === "string" ? path : path?.join(".");
  const where = name === undefined ? "" : ` and has none under "${name}"`;
  throw new PageError(`the page is no list${where}`);
}

/** What is at a path, of own properties only. */
function valueAt(value: unknown, path: PropertyPath): unknown {
  let found = value;
  for (const name of typeof path === "string" ? [path] : path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name))
      return undefined;
    found = (found as Params)[name]; // an object, as checked
  }
  return found;
}

/**
 * A text with something in it, or a number; `undefined` for what means that there is nothing. What was converted is
 * text again.
 */
function textAt(value: unknown, path: PropertyPath, what: string): string | number | undefined {
  const found = valueAt(value, path);
  if (typeof found === "number" || (typeof found === "string" && found !== "")) return found;
  if (found === undefined || found === null || found === "" || found === false) return undefined;
  if (typeof found === "bigint") return String(found);
  const date = dateText(found, "date-time");
  if (date !== undefined) return date;
  throw new PageError(`the ${what} is neither text nor number`);
}

/** A number, also one that is written as text; `Infinity` when there is none. */
function numberAt(value: unknown, path: PropertyPath | undefined): number {
  const found = path === undefined ? undefined : valueAt(value, path);
  const isText = typeof found === "string" && found !== "";
  const number = isText || typeof found === "bigint" ? Number(found) : found;
  return typeof number === "number" && !Number.isNaN(number) ? number : Infinity;
}
