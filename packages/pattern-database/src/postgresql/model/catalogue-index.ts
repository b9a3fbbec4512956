import type {
  AttributeRow,
  Catalogue,
  ColumnRow,
  CommentRow,
  ConstraintRow,
  IndexRow,
  ObjectId,
  ObjectKind,
  PolicyRow,
  RelationRow,
  TriggerRow,
  TypeRow,
} from "../catalogue/catalogue.js";
import { ObjectMap } from "../catalogue/object-map.js";

/** Rows by the number of what they belong to. */
export class RowsById<Row> {
  readonly #rows: ReadonlyMap<ObjectId, readonly Row[]>;

  constructor(rows: readonly Row[], id: (row: Row) => ObjectId) {
    this.#rows = Map.groupBy(rows, id);
  }

  /** In the order of the catalogue; empty when there are none. */
  of(id: ObjectId): readonly Row[] {
    return this.#rows.get(id) ?? [];
  }
}

/** A catalogue's rows by what they belong to. */
export class CatalogueIndex {
  readonly relations: ReadonlyMap<ObjectId, RelationRow>;
  readonly types: ReadonlyMap<ObjectId, TypeRow>;
  readonly columns: RowsById<ColumnRow>;
  /** By the composite type's number. */
  readonly attributes: RowsById<AttributeRow>;
  readonly constraints: RowsById<ConstraintRow>;
  readonly domainChecks: RowsById<ConstraintRow>;
  readonly indexes: RowsById<IndexRow>;
  readonly triggers: RowsById<TriggerRow>;
  readonly policies: RowsById<PolicyRow>;
  readonly #comments: ObjectMap<readonly CommentRow[]>;

  constructor(catalogue: Catalogue) {
    this.relations = new Map(catalogue.relations.map((row) => [row.id, row]));
    this.types = new Map(catalogue.types.map((row) => [row.id, row]));
    this.columns = byRelation(catalogue.columns);
    this.attributes = byRelation(catalogue.attributes);
    this.constraints = byRelation(catalogue.constraints.filter(({ relation }) => relation !== 0));
    this.domainChecks = new RowsById(
      catalogue.constraints.filter(({ domain }) => domain !== 0),
      ({ domain }) => domain,
    );
    this.indexes = byRelation(catalogue.indexes);
    this.triggers = byRelation(catalogue.triggers);
    this.policies = byRelation(catalogue.policies);
    this.#comments = ObjectMap.group(catalogue.comments);
  }

  comment(kind: ObjectKind, id: ObjectId, column = 0): string | null {
    const comments = this.#comments.get(kind, id);
    return comments?.find((row) => row.column === column)?.text ?? null;
  }

  /** Names of columns by their positions in a relation; those that are gone are left out. */
  columnNames(relation: ObjectId, positions: readonly number[]): readonly string[] {
    const columns = this.columns.of(relation);
    return positions.flatMap(
      (wanted) => columns.find(({ position }) => position === wanted)?.name ?? [],
    );
  }
}

function byRelation<Row extends { readonly relation: ObjectId }>(
  rows: readonly Row[],
): RowsById<Row> {
  return new RowsById(rows, ({ relation }) => relation);
}
