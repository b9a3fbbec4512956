import type { ObjectId, ObjectKind } from "./catalogue.js";

/** Values by object: numbers are unique among objects of a kind only. */
export class ObjectMap<Value> {
  readonly #kinds = new Map<ObjectKind, Map<ObjectId, Value>>();

  get(kind: ObjectKind, id: ObjectId): Value | undefined {
    return this.#kinds.get(kind)?.get(id);
  }

  has(kind: ObjectKind, id: ObjectId): boolean {
    return this.#kinds.get(kind)?.has(id) === true;
  }

  set(kind: ObjectKind, id: ObjectId, value: Value): void {
    const known = this.#kinds.get(kind);
    if (known === undefined) this.#kinds.set(kind, new Map([[id, value]]));
    else known.set(id, value);
  }

  /** Gathers rows by the object that each belongs to. */
  static group<Row extends { readonly kind: ObjectKind; readonly id: ObjectId }>(
    rows: readonly Row[],
  ): ObjectMap<readonly Row[]> {
    const groups = new ObjectMap<Row[]>();
    for (const row of rows) {
      const group = groups.get(row.kind, row.id);
      if (group === undefined) groups.set(row.kind, row.id, [row]);
      else group.push(row);
    }
    return groups;
  }
}
