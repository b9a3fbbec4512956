import type { ColumnModel, TriggerEvent } from "../../model/database-model.js";
import type { ColumnRow } from "../catalogue/catalogue.js";
import type { CatalogueIndex } from "./catalogue-index.js";
import { isInsteadOf, triggerEvents } from "./trigger-events.js";
import type { ViewOrigins } from "./view-origins.js";

/** What is written to a column, and what it gets when nothing is. */
export type WrittenColumn = Pick<ColumnModel, "default" | "identity" | "insertable" | "updatable">;

const identities = { a: "always", d: "by-default", "": null } as const;

/**
 * What is written through a column of a table or a view. Where PostgreSQL itself writes through a view, it says so of
 * columns that only the database computes too, and a row gets the table's defaults.
 */
export function writtenColumn(
  column: ColumnRow,
  index: CatalogueIndex,
  origins: ViewOrigins,
): WrittenColumn {
  const ways = column.insertable ? throughViews(column, "insert", index, origins) : [column];
  const inserted = ways.at(-1) ?? column;
  const [updated = column] = throughViews(column, "update", index, origins).slice(-1);
  return {
    // A view may have defaults of its own, which come first.
    default:
      ways.find(({ expression, generated }) => expression !== null && generated === "")
        ?.expression ?? domainDefault(column, index),
    identity: identities[inserted.identity],
    insertable: column.insertable && isFree(inserted),
    updatable: column.updatable && isFree(updated),
  };
}

/** True for a view whose rows a trigger writes. */
export function isWrittenByTrigger(
  relation: ColumnRow["relation"],
  event: TriggerEvent,
  { triggers }: CatalogueIndex,
): boolean {
  return triggers
    .of(relation)
    .some(({ sql }) => isInsteadOf(sql) && triggerEvents(sql).includes(event));
}

/** A column, and those of views and of the table that PostgreSQL writes in its place, as far as no trigger does. */
function throughViews(
  column: ColumnRow,
  event: TriggerEvent,
  index: CatalogueIndex,
  origins: ViewOrigins,
): readonly ColumnRow[] {
  const origin = isWrittenByTrigger(column.relation, event, index) ? undefined : origins.of(column);
  return origin === undefined ? [column] : [column, ...throughViews(origin, event, index, origins)];
}

/** A program may give its values. */
function isFree({ generated, identity }: ColumnRow): boolean {
  return generated === "" && identity !== "a";
}

/** A domain's default is that of its columns which have none. */
function domainDefault({ type, generated }: ColumnRow, { types }: CatalogueIndex): string | null {
  const row = types.get(type);
  return generated === "" && row?.kind === "d" ? row.default : null;
}
