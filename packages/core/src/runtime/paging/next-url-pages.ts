import { addressPages } from "./next-address.js";
import { listItems } from "./page-items.js";
import { textAt } from "./page-values.js";
import type { NextUrlPagingDescription } from "./paging-description.js";
import type { Paging, WithItems } from "./paging.js";

/** Pages of which each body holds the address of the next. */
export function nextUrlPages({
  items = listItems,
  next,
}: WithItems<NextUrlPagingDescription>): Paging {
  return { items, begin: addressPages(({ data }) => textAt(data, next, "address")) };
}
