import type { SchemaObject } from "../../model/schema-object.js";
import { type TypeChange, typeChange } from "./type-change.js";

const unchanged: TypeChange = { gentle: true, safe: true, using: false };

const typeKinds: readonly string[] = ["enum", "domain", "composite", "range"];

/** Whether columns may have it until everything else has changed. */
export function goesLast(object: SchemaObject | undefined): boolean {
  return object !== undefined && [...typeKinds, "extension", "schema"].includes(object.kind);
}

/** Whether it is a type that a user made. */
export function isType({ kind }: SchemaObject): boolean {
  return typeKinds.includes(kind);
}

/** Whether two forms of an object are the same, as far as it does not consist of other objects. */
function isSame(one: SchemaObject, other: SchemaObject): boolean {
  return text(one) === text(other);
}

function text({ kind, column, values, ...object }: SchemaObject): string {
  const { create, afterColumns, drop, alter, byHand } = object;
  const { type, collation, notNull, default: initial, generated, identity, local } = column ?? {};
  return JSON.stringify([
    [create, afterColumns, drop, alter, byHand],
    [type, collation, notNull, initial, generated, identity, local],
    kind === "partition" ? [] : values,
  ]);
}

/** What has to happen to every object of one schema to get to another one. */
export class SchemaChange {
  readonly from: ReadonlyMap<string, SchemaObject>;
  readonly to: ReadonlyMap<string, SchemaObject>;
  /** Ids of what is dropped, for good or to be made again. */
  readonly dropped = new Set<string>();
  /** Ids of what is made, new or again. */
  readonly made = new Set<string>();
  /** Ids of what is changed where it is. */
  readonly altered = new Set<string>();
  /** Ids of types that are made again while columns have them. */
  readonly replacedTypes = new Set<string>();
  /** Ids of columns whose type changes. */
  readonly retyped = new Set<string>();
  readonly #parts: Readonly<
    Record<"from" | "to", ReadonlyMap<string | undefined, readonly SchemaObject[]>>
  >;
  /** Ids of tables with a column that changes its type or is made again: what reads them cannot stay. */
  readonly #disturbed = new Set<string>();
  /** Ids of tables that lose a column. */
  readonly #losing: ReadonlySet<string>;

  constructor(from: readonly SchemaObject[], to: readonly SchemaObject[]) {
    this.from = new Map(from.map((object) => [object.id, object]));
    this.to = new Map(to.map((object) => [object.id, object]));
    this.#parts = {
      from: Map.groupBy(from, ({ partOf }) => partOf),
      to: Map.groupBy(to, ({ partOf }) => partOf),
    };
    for (const object of from) if (!this.to.has(object.id)) this.dropped.add(object.id);
    for (const object of to) if (!this.from.has(object.id)) this.made.add(object.id);
    this.#losing = new Set(
      from.flatMap(({ id, kind, partOf }) =>
        kind === "column" && partOf !== undefined && !this.to.has(id) ? [partOf] : [],
      ),
    );
    for (const object of from) this.#compare(object);
    for (let size = -1; size !== this.#size();) {
      size = this.#size();
      for (const object of from) this.#follow(object);
    }
  }

  /** Nothing has to happen. */
  get isEmpty(): boolean {
    return this.#size() === 0;
  }

  /** What belongs to an object alone; sorted by id. */
  partsOf(id: string, side: "from" | "to"): readonly SchemaObject[] {
    return this.#parts[side].get(id) ?? [];
  }

  /** The table that a part of one belongs to. */
  tableOf(object: SchemaObject, side: "from" | "to" = "from"): string | undefined {
    const objects = this[side];
    let found: SchemaObject | undefined = object;
    while (found !== undefined && found.kind !== "table") {
      found = found.partOf === undefined ? undefined : objects.get(found.partOf);
    }
    return found?.id;
  }

  /** Whether a column comes and goes with that of the table that its own is a part of, or inherits from. */
  isFromWhole({ column, partOf }: SchemaObject, side: "from" | "to"): boolean {
    if (column?.local !== false) return false;
    const moving = side === "from" ? this.dropped : this.made;
    return !this.partsOf(partOf ?? "", side).some(
      ({ id, kind }) => kind === "partition" && moving.has(id),
    );
  }

  #size(): number {
    const { dropped, made, altered, replacedTypes, retyped } = this;
    return [dropped, made, altered, replacedTypes, retyped].reduce(
      (sum, { size }) => sum + size,
      0,
    );
  }

  #compare(before: SchemaObject): void {
    const after = this.to.get(before.id);
    if (after === undefined || isSame(before, after)) return;
    if (before.kind === "table" || after.alter !== undefined) this.altered.add(before.id);
    else if (before.kind === "column") this.#compareColumns(before, after);
    else if (before.kind === "enum" && isExtended(before, after)) this.altered.add(before.id);
    else if (before.kind === "composite" && hasSameAttributes(before, after))
      this.altered.add(before.id);
    else if (isType(before)) this.replacedTypes.add(before.id);
    else if (isReplaceable(before, after)) this.altered.add(before.id);
    else this.#again(before.id);
  }

  #compareColumns({ id, column: before }: SchemaObject, { column: after }: SchemaObject): void {
    if (before === undefined || after === undefined) return;
    // An expression cannot change, and neither can its type without it.
    const isOther = before.generated !== after.generated;
    if (isOther || (after.generated !== undefined && before.type !== after.type)) this.#again(id);
    else {
      this.altered.add(id);
      if (before.type !== after.type || before.collation !== after.collation) this.#retype(id);
    }
  }

  /** Draws the consequences for an object of what happens to those that it needs. */
  #follow(object: SchemaObject): void {
    const { id, kind, needs } = object;
    if (kind === "table" || kind === "schema" || this.dropped.has(id)) return;
    if (isType(object)) {
      if (needs.some((need) => this.replacedTypes.has(need)) && this.to.has(id)) {
        this.altered.delete(id);
        this.replacedTypes.add(id);
      }
      return;
    }
    if (kind === "column") return this.#followColumn(object);
    if (needs.some((need) => this.#disturbs(need, object))) this.#again(id);
  }

  #followColumn(object: SchemaObject): void {
    const { id, needs, partOf } = object;
    // When its type goes it gets another one, and keeps its values.
    const isGone = (need: string): boolean =>
      this.dropped.has(need) && !goesLast(this.from.get(need));
    const isGenerated = object.column?.generated !== undefined;
    if (needs.some((need) => this.replacedTypes.has(need))) {
      if (isGenerated) return this.#again(id);
      this.#retype(id);
    }
    if (needs.some(isGone) || (isGenerated && this.#disturbed.has(partOf ?? ""))) this.#again(id);
  }

  /** Whether an object has to go because of what happens to one that it needs. */
  #disturbs(need: string, { id, kind }: SchemaObject): boolean {
    if (this.dropped.has(need) || this.replacedTypes.has(need)) return true;
    const needed = this.from.get(need);
    if (needed?.kind === "table") {
      const reads = ["view", "materialized view", "function", "policy", "trigger"].includes(kind);
      if (kind === "function" && this.altered.has(id) && this.#losing.has(need)) return true;
      return reads && this.#disturbed.has(need);
    }
    if (needed?.kind !== "column" || !this.retyped.has(need)) return false;
    if (kind === "sequence owner") return false;
    return !this.typeChange(need).gentle;
  }

  /** How the type of a column changes. */
  typeChange(id: string): TypeChange {
    const { column, needs = [] } = this.from.get(id) ?? {};
    const wanted = this.to.get(id)?.column;
    if (column === undefined || wanted === undefined) return unchanged;
    return typeChange(
      column,
      wanted,
      needs.some((need) => this.replacedTypes.has(need)),
    );
  }

  #retype(id: string): void {
    this.altered.add(id);
    this.retyped.add(id);
    this.#disturbed.add(this.from.get(id)?.partOf ?? "");
  }

  #again(id: string): void {
    const { kind, partOf } = this.from.get(id) ?? {};
    this.altered.delete(id);
    this.retyped.delete(id);
    this.dropped.add(id);
    if (!this.to.has(id)) return;
    this.made.add(id);
    if (kind === "column") this.#disturbed.add(partOf ?? "");
  }
}

/** Whether an enum only got values. */
function isExtended({ values: before }: SchemaObject, { values: after }: SchemaObject): boolean {
  const kept = (after ?? []).filter((value) => before?.includes(value) === true);
  return JSON.stringify(kept) === JSON.stringify(before);
}

/** The attributes that a composite type has, in an order that adding and dropping some gives. */
function hasSameAttributes(
  { values: before }: SchemaObject,
  { values: after }: SchemaObject,
): boolean {
  const [old, wanted] = [before ?? [], after ?? []];
  const kept = old.filter((attribute) => wanted.includes(attribute));
  const added = wanted.filter((attribute) => !old.includes(attribute));
  const names = new Set(old.map(attributeName));
  return (
    JSON.stringify([...kept, ...added]) === JSON.stringify(wanted) &&
    kept.length > 0 &&
    !added.some((attribute) => names.has(attributeName(attribute)))
  );
}

/** The quoted name that an attribute starts with. */
export function attributeName(attribute: string): string {
  return /^"(?:[^"]|"")*"/.exec(attribute)?.[0] ?? "";
}

/** Whether a function only got another body: what calls it stays. */
function isReplaceable(before: SchemaObject, after: SchemaObject): boolean {
  return before.kind === "function" && headOf(before) !== "" && headOf(before) === headOf(after);
}

/** Name, arguments and result, as PostgreSQL prints them before the language; empty for an aggregate. */
function headOf({ create: [sql = ""] }: SchemaObject): string {
  return sql.split("\n LANGUAGE ")[0] ?? "";
}
