import type { Catalogue, ObjectId } from "../catalogue/catalogue.js";
import { BuiltIns } from "./built-ins.js";
import type { NotNull } from "./expression-nullability.js";
import { isNode, nodes, parseNodeTree } from "./parse-node-tree.js";
import { type NullabilitySource, QueryNullability } from "./query-nullability.js";

/** Which columns of tables and views are never null. */
export class CatalogueNullability implements NullabilitySource {
  readonly builtIns: BuiltIns;
  readonly #tables = new Map<ObjectId, Map<number, boolean>>();
  readonly #rules: ReadonlyMap<ObjectId, string>;
  readonly #views = new Map<ObjectId, readonly NotNull[]>();
  readonly #domains: ReadonlyMap<ObjectId, { notNull: boolean; base: ObjectId | null }>;

  constructor({ relations, columns, types, builtIns }: Catalogue) {
    this.builtIns = new BuiltIns(builtIns);
    this.#rules = new Map(
      relations.flatMap(({ id, rule }) => (rule === null ? [] : [[id, rule] as const])),
    );
    this.#domains = new Map(
      types
        .filter(({ kind }) => kind === "d")
        .map(({ id, notNull, base }) => [id, { notNull, base }]),
    );
    for (const { relation, position, notNull, type } of columns) {
      if (this.#rules.has(relation)) continue;
      const table = this.#tables.get(relation) ?? new Map<number, boolean>();
      table.set(position, notNull || this.domain(type));
      this.#tables.set(relation, table);
    }
  }

  column(relation: ObjectId, position: number): NotNull {
    // Columns that every row has, such as ctid.
    if (position < 0) return true;
    const rule = this.#rules.get(relation);
    if (rule === undefined) return this.#tables.get(relation)?.get(position) ?? null;
    let view = this.#views.get(relation);
    if (view === undefined) {
      view = viewColumns(rule, this);
      this.#views.set(relation, view);
    }
    return view[position - 1] ?? null;
  }

  domain(type: ObjectId): boolean {
    const domain = this.#domains.get(type);
    if (domain === undefined) return false;
    return domain.notNull || (domain.base !== null && this.domain(domain.base));
  }
}

/** A rule whose form is not known, such as that of a later version, says nothing. */
function viewColumns(rule: string, source: NullabilitySource): readonly NotNull[] {
  try {
    const tree = parseNodeTree(rule);
    const [query] = isNode(tree) ? [tree] : nodes(tree);
    return query === undefined ? [] : new QueryNullability(query, source).columns();
  } catch {
    return [];
  }
}
