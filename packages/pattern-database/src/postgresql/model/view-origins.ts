import type { Catalogue, ColumnRow, ObjectId } from "../catalogue/catalogue.js";
import { isNode, nodes, parseNodeTree, token } from "../nullability/parse-node-tree.js";

/** Which columns of tables and other views the columns of views are: PostgreSQL keeps it for each plain column. */
export class ViewOrigins {
  readonly #rules: ReadonlyMap<ObjectId, string>;
  readonly #columns: ReadonlyMap<string, ColumnRow>;
  /** By relation and name, of what may be inherited from. */
  readonly #named: ReadonlyMap<string, ColumnRow>;
  readonly #parents: ReadonlyMap<ObjectId, readonly ObjectId[]>;
  readonly #views = new Map<ObjectId, readonly (ColumnRow | undefined)[]>();

  constructor({ relations, columns }: Pick<Catalogue, "relations" | "columns">) {
    this.#rules = new Map(
      relations.flatMap(({ id, rule }) => (rule === null ? [] : [[id, rule] as const])),
    );
    this.#columns = new Map(columns.map((row) => [`${row.relation} ${row.position}`, row]));
    this.#named = new Map(columns.map((row) => [`${row.relation} ${row.name}`, row]));
    this.#parents = new Map(relations.map(({ id, parents }) => [id, parents]));
  }

  /** The column that a view's column is; undefined for an expression, and for a column of a table. */
  of({ relation, position }: ColumnRow): ColumnRow | undefined {
    const rule = this.#rules.get(relation);
    if (rule === undefined) return undefined;
    let view = this.#views.get(relation);
    if (view === undefined) {
      view = this.#read(rule);
      this.#views.set(relation, view);
    }
    return view[position - 1];
  }

  /**
   * The column whose declaration made a column what it is: of a table that a view reads, or that a table inherits from
   * or is a partition of. Itself where no other is known.
   */
  declared(column: ColumnRow): ColumnRow {
    const origin = this.of(column) ?? this.#inherited(column);
    return origin === undefined ? column : this.declared(origin);
  }

  #inherited({ relation, name, local }: ColumnRow): ColumnRow | undefined {
    if (local) return undefined;
    const parents = this.#parents.get(relation) ?? [];
    return parents.flatMap((parent) => this.#named.get(`${parent} ${name}`) ?? [])[0];
  }

  /** A rule whose form is not known, such as that of a later version, says nothing. */
  #read(rule: string): readonly (ColumnRow | undefined)[] {
    try {
      const tree = parseNodeTree(rule);
      const [query] = isNode(tree) ? [tree] : nodes(tree);
      return nodes(query?.fields.get("targetList")).map(({ fields }) =>
        this.#columns.get(`${token(fields.get("resorigtbl"))} ${token(fields.get("resorigcol"))}`),
      );
    } catch {
      return [];
    }
  }
}
