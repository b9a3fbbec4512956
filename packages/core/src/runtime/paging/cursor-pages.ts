import { listItems } from "./page-items.js";
import { onceOnly, textAt, valueAt } from "./page-values.js";
import type { CursorPagingDescription, LastItemPagingDescription } from "./paging-description.js";
import type { Paging, WithItems } from "./paging.js";

/** Pages of which each body gives what the next is asked for with. */
export function cursorPages({
  items = listItems,
  parameter,
  next,
  more,
}: WithItems<CursorPagingDescription>): Paging {
  return {
    items,
    begin: (params) => {
      const once = onceOnly(params[parameter]);
      return ({ data }) => {
        if (more !== undefined && valueAt(data, more) === false) return undefined;
        const cursor = textAt(data, next, "cursor");
        return cursor === undefined ? undefined : { params: { [parameter]: once(cursor) } };
      };
    },
  };
}

/** Pages of which each is asked for with the last item of the one before. */
export function lastItemPages({
  items = listItems,
  parameter,
  id,
  more,
}: WithItems<LastItemPagingDescription>): Paging {
  return {
    items,
    begin: (params) => {
      const once = onceOnly(params[parameter]);
      return ({ data }) => {
        if (valueAt(data, more) !== true) return undefined;
        const last = textAt(items(data).at(-1), id, "id of the last item");
        if (last !== undefined) return { params: { [parameter]: once(last) } };
        throw new Error("there are more pages, but this one has no last item");
      };
    },
  };
}
