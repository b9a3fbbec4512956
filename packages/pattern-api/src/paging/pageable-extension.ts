import { isJsonObject, type JsonObject, textOf } from "../document/json-object.js";
import type { PagingModel } from "../model/api-model.js";
import { checkPaging, type PagedOperation } from "./check-paging.js";
import type { SchemaView } from "./schema-view.js";

/**
 * Paging as the extension `x-ms-pageable` declares it: the member of the answer that is the address of the next page.
 * Source: AutoRest, "x-ms-pageable"; without an `itemName` the list is `value`.
 */
export function pageablePaging(
  operation: JsonObject,
  model: PagedOperation,
  view: SchemaView,
): PagingModel | undefined {
  const pageable = operation["x-ms-pageable"];
  const next = isJsonObject(pageable) ? textOf(pageable["nextLinkName"]) : undefined;
  if (!isJsonObject(pageable) || next === undefined || model.method !== "GET") return undefined;
  const items = textOf(pageable["itemName"]) ?? "value";
  const checked = checkPaging(model, { style: "next-url", next, items }, view);
  return "item" in checked ? checked : undefined;
}
