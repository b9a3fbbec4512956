import type { ScalarKind } from "@agentflow/database/mongodb";
import type { DocumentModel, FieldModel, ValueModel } from "../model/mongodb-model.js";
import { unionOf } from "../model/union-of.js";
import { areRecordNames } from "./record-names.js";
import { storedKind } from "./stored-kind.js";

/** What was seen of the values at one place. Names and types are kept, and no value. */
export class ValueShape {
  readonly #kinds = new Set<ScalarKind>();
  #document: DocumentShape | undefined;
  #items: ValueShape | undefined;

  add(value: unknown): void {
    if (Array.isArray(value)) {
      this.#items ??= new ValueShape();
      for (const item of value) this.#items.add(item);
    } else if (isDocument(value)) {
      this.#document ??= new DocumentShape();
      this.#document.add(value);
    } else this.#kinds.add(storedKind(value));
  }

  /** Takes over what another one has seen. */
  merge(other: ValueShape): void {
    for (const kind of other.#kinds) this.#kinds.add(kind);
    if (other.#document !== undefined) {
      this.#document ??= new DocumentShape();
      this.#document.merge(other.#document);
    }
    if (other.#items !== undefined) {
      this.#items ??= new ValueShape();
      this.#items.merge(other.#items);
    }
  }

  /** `any` when nothing was seen. */
  get model(): ValueModel {
    return unionOf([
      ...Array.from(this.#kinds, (type): ValueModel => ({ kind: "scalar", type, rules: {} })),
      ...(this.#document === undefined ? [] : [this.#document.value]),
      ...(this.#items === undefined
        ? []
        : [{ kind: "array" as const, items: this.#items.model, rules: {} }]),
    ]);
  }
}

/** What was seen of the documents at one place. */
export class DocumentShape {
  readonly #fields = new Map<string, { count: number; readonly shape: ValueShape }>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(document: Readonly<Record<string, unknown>>): void {
    this.#count += 1;
    for (const [name, value] of Object.entries(document)) {
      const field = this.#field(name);
      field.count += 1;
      field.shape.add(value);
    }
  }

  merge(other: DocumentShape): void {
    this.#count += other.#count;
    for (const [name, { count, shape }] of other.#fields) {
      const field = this.#field(name);
      field.count += count;
      field.shape.merge(shape);
    }
  }

  /** As a document with its fields, or as a map. */
  get value(): ValueModel {
    const counts = new Map(Array.from(this.#fields, ([name, { count }]) => [name, count]));
    if (counts.size > 0 && !areRecordNames(this.#count, counts)) return this.document;
    const all = new ValueShape();
    for (const { shape } of this.#fields.values()) all.merge(shape);
    return { kind: "record", values: all.model };
  }

  /** As a document, whatever its names look like. */
  get document(): DocumentModel {
    const fields = Array.from(this.#fields, ([name, { count, shape }]): FieldModel => ({
      name,
      value: shape.model,
      optional: count < this.#count,
      seen: { with: count, of: this.#count },
      comment: null,
    }));
    // Nobody promises that there are no others.
    return { kind: "document", fields, open: true };
  }

  #field(name: string): { count: number; readonly shape: ValueShape } {
    const known = this.#fields.get(name);
    if (known !== undefined) return known;
    const created = { count: 0, shape: new ValueShape() };
    this.#fields.set(name, created);
    return created;
  }
}

/** Classes of the driver are values. */
function isDocument(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
