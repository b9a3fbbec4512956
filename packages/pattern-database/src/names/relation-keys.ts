import { camelCase, compareText, isInheritedName, nameWords, pascalCase } from "@agentflow/core";
import type { ForeignKeyModel, TableModel } from "../model/database-model.js";
import { NamePool } from "./name-pool.js";
import { singular } from "./singular.js";

/** A foreign key whose both ends are known. */
export interface Reference {
  readonly from: TableModel;
  readonly to: TableModel;
  readonly foreignKey: ForeignKeyModel;
  /** A row of `to` has at most one of `from`: the foreign key's columns are unique. */
  readonly single: boolean;
}

/** What a reference is called at each of its ends. */
export interface RelationKeys {
  /** Key in rows of `from`: `customer`. */
  readonly forward: string;
  /** Key in rows of `to`: `orders`. */
  readonly backward: string;
}

/** What is known of the names around. */
export interface RelationScope {
  /** Words of a table's name. */
  words(table: TableModel): readonly string[];
  /** Keys that a table's columns have. */
  columnKeys(table: TableModel): Iterable<string>;
}

/**
 * Keys of relations, in both directions. A reference is called after its column without `_id`, else after the table it
 * leads to; the way back after the table it comes from, and after the reference too where there are several, or where
 * a table refers to itself.
 * @param references sorted, so that equal databases give equal names
 */
export function relationKeys(
  references: readonly Reference[],
  scope: RelationScope,
): ReadonlyMap<Reference, RelationKeys> {
  const pools = new Map<TableModel, NamePool>();
  const poolOf = (table: TableModel): NamePool => {
    const pool = pools.get(table) ?? new NamePool(scope.columnKeys(table));
    pools.set(table, pool);
    return pool;
  };
  const forward = new Map<Reference, string>();
  for (const reference of references) {
    const key = safe(forwardKey(reference, scope));
    forward.set(reference, poolOf(reference.from).take(key, `${key}Row`));
  }
  const parallel = new Map<string, number>();
  for (const reference of references) {
    const ends = endsOf(reference);
    parallel.set(ends, (parallel.get(ends) ?? 0) + 1);
  }
  return new Map(
    references.map((reference) => {
      const { from, to, single } = reference;
      const own = forward.get(reference) ?? "";
      const words = scope.words(from);
      const plain = safe(camelCase(single ? singularWords(words) : words));
      const by = `${plain}By${pascalCase(nameWords(own))}`;
      const ambiguous = from === to || (parallel.get(endsOf(reference)) ?? 0) > 1;
      const key = ambiguous ? by : plain;
      const backward = poolOf(to).take(key, by, `${key}Row${single ? "" : "s"}`);
      return [reference, { forward: own, backward }];
    }),
  );
}

/** Orders references by what they lead from and their constraint's name. */
export function compareReferences(left: Reference, right: Reference): number {
  return (
    compareText(left.from.schema, right.from.schema) ||
    compareText(left.from.name, right.from.name) ||
    compareText(left.foreignKey.name, right.foreignKey.name)
  );
}

function forwardKey({ to, foreignKey }: Reference, scope: RelationScope): string {
  const [column, ...others] = foreignKey.columns;
  const words = others.length === 0 && column !== undefined ? nameWords(column) : [];
  if (words.length > 1 && words.at(-1)?.toLowerCase() === "id")
    return camelCase(words.slice(0, -1));
  return camelCase(singularWords(scope.words(to)));
}

function singularWords(words: readonly string[]): readonly string[] {
  return [...words.slice(0, -1), singular(words.at(-1) ?? "")];
}

function safe(key: string): string {
  return isInheritedName(key) ? `${key}Row` : key;
}

function endsOf({ from, to }: Reference): string {
  return JSON.stringify([from.schema, from.name, to.schema, to.name]);
}
