import { findLink } from "../http/link-header.js";
import { addressPages } from "./next-address.js";
import { listItems } from "./page-items.js";
import type { LinkPagingDescription } from "./paging-description.js";
import type { Paging, WithItems } from "./paging.js";

/** Pages that the `Link` header leads to. */
export function linkPages({ items = listItems }: WithItems<LinkPagingDescription> = {}): Paging {
  const begin = addressPages(({ headers }) =>
    findLink([headers["link"] ?? []].flat().join(), "next"),
  );
  return { items, begin };
}
