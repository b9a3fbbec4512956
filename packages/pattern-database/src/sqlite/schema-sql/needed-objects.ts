import { compareCodePoints } from "../../model/compare-code-points.js";
import type { Catalogue, ObjectRow } from "../catalogue/catalogue.js";
import { folded, sqlTokens } from "../sql/sql-tokens.js";

/**
 * What has to be made for the selected tables and views to work: with them their indexes and triggers, and every table
 * and view that a view or a trigger among these names. In an order in which SQLite takes it, by kind and name.
 */
export function neededObjects({ objects, tables }: Catalogue): readonly ObjectRow[] {
  const shadows = new Set(tables.filter(({ type }) => type === "shadow").map(({ name }) => name));
  const made = objects.filter(({ type, name }) => type !== "table" || !shadows.has(name));
  const byTable = Map.groupBy(
    made.filter(({ type }) => type === "index" || type === "trigger"),
    ({ table }) => folded(table),
  );
  const known = new Map(
    made
      .filter(({ type }) => type === "table" || type === "view")
      .map((object) => [folded(object.name), object]),
  );
  const needed = new Set<ObjectRow>();
  const visit = (name: string): void => {
    const object = known.get(folded(name));
    if (!object || needed.has(object)) return;
    needed.add(object);
    const parts = byTable.get(folded(name)) ?? [];
    for (const part of parts) needed.add(part);
    for (const { type, sql } of [object, ...parts]) {
      if (type !== "view" && type !== "trigger") continue;
      // Any name in them may be one of a table; one too many does no harm.
      for (const token of sqlTokens(sql)) {
        if (token.kind === "word" || token.kind === "name") visit(token.text);
      }
    }
  };
  for (const { name, selected } of tables) if (selected) visit(name);
  return inOrder([...needed]);
}

const order = ["table", "index", "view", "trigger"] as const;

function inOrder(objects: readonly ObjectRow[]): readonly ObjectRow[] {
  return order.flatMap((type) =>
    objects
      .filter((object) => object.type === type)
      .toSorted((left, right) => compareCodePoints(left.name, right.name)),
  );
}
