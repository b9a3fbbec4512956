import { valueAt } from "./page-values.js";
import type { PropertyPath } from "./paging-description.js";

/** Finds the items of a page. @throws {Error} when there is no list */
export type ItemsReader = (page: unknown) => readonly unknown[];

/** The items of pages that are lists. */
export const listItems: ItemsReader = (page = []) => {
  if (Array.isArray(page)) return page;
  throw new Error("the page is no list");
};

/** The items of pages that are objects, with a list at a path. */
export function itemsAt(path: PropertyPath): ItemsReader {
  return (page) => {
    if (page === undefined || Array.isArray(page)) return listItems(page);
    const items = valueAt(page, path);
    if (Array.isArray(items)) return items;
    const name = [path].flat().join(".");
    throw new Error(`the page is no list and has none under "${name}"`);
  };
}
