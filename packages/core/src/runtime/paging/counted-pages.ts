import type { CallParams } from "../client/request-plan.js";
import { ExchangeError } from "../http/exchange.js";
import { stringifyExactly } from "../values/exact-json.js";
import { type ItemsReader, listItems } from "./page-items.js";
import { numberAt, valueAt } from "./page-values.js";
import type {
  OffsetPagingDescription,
  PageNumberPagingDescription,
  PropertyPath,
} from "./paging-description.js";
import type { NextOf, Paging, WithItems } from "./paging.js";

/** Pages that have numbers. */
export function numberedPages(description: WithItems<PageNumberPagingDescription>): Paging {
  return counted({ ...description, byItems: false });
}

/** Pages that are asked for by the number of items before them. */
export function offsetPages(description: WithItems<OffsetPagingDescription>): Paging {
  return counted({ ...description, byItems: true });
}

interface Counted {
  readonly parameter: string;
  readonly first: number;
  readonly items?: ItemsReader;
  readonly pages?: PropertyPath;
  readonly total?: PropertyPath;
  readonly more?: PropertyPath;
  /** True where the parameter counts items, and not pages. */
  readonly byItems: boolean;
}

function counted(paging: Counted): Paging {
  const { items = listItems } = paging;
  return { items, begin: (params) => countedFrom(paging, items, startOf(paging, params)) };
}

/** @param start number of the first page, or offset of its first item */
function countedFrom(
  { parameter, first, pages, total, more, byItems }: Counted,
  itemsOf: ItemsReader,
  start: number,
): NextOf {
  let position = start;
  /** Items of all pages until now. */
  let count = 0;
  /** What the page before held, as its address does not tell it from this one. */
  let before: string | undefined;
  return ({ data }) => {
    const items = itemsOf(data);
    if (items.length === 0) return undefined;
    count += items.length;
    // A service that does not know the parameter gives the first page for ever.
    const text = stringifyExactly(items);
    if (text === before) throw new Error("the next page is the same as the one before");
    before = text;
    position += byItems ? items.length : 1;
    if (more !== undefined && valueAt(data, more) === false) return undefined;
    const done = position - first;
    const all = numberAt(data, total);
    const isLast = byItems ? done >= all : done >= numberAt(data, pages) || count >= all;
    return isLast ? undefined : { params: { [parameter]: position } };
  };
}

/** @throws {ExchangeError} when the parameter is no number */
function startOf({ parameter, first }: Counted, params: CallParams): number {
  const given = params[parameter];
  if (given === undefined || given === null) return first;
  const start = Number(given);
  if (Number.isSafeInteger(start)) return start;
  throw new ExchangeError(`"${parameter}" is no whole number`, "validation");
}
