import type { DocumentModel, FieldModel, ValueModel } from "./mongodb-model.js";

/** A document that a validator describes, with what documents have beside it where the validator leaves that open. */
export function completed(described: DocumentModel, seen: DocumentModel): DocumentModel {
  const byName = new Map(seen.fields.map((field) => [field.name, field]));
  const own = described.fields.map((field): FieldModel => {
    const found = byName.get(field.name);
    return found === undefined
      ? field
      : { ...field, value: completedValue(field.value, found.value) };
  });
  if (!described.open) return { ...described, fields: own };
  const known = new Set(described.fields.map(({ name }) => name));
  const further = seen.fields.filter(({ name }) => !known.has(name));
  // Nothing but chance says that documents have it.
  return {
    ...described,
    fields: [...own, ...further.map((field) => ({ ...field, optional: true }))],
  };
}

function completedValue(described: ValueModel, seen: ValueModel): ValueModel {
  if (described.kind === "scalar" && described.type === "any") return seen;
  if (described.kind === "document" && seen.kind === "document") return completed(described, seen);
  if (described.kind === "record" && isAny(described.values)) {
    return seen.kind === "document" || seen.kind === "record" ? seen : described;
  }
  return described.kind === "array" && seen.kind === "array"
    ? { ...described, items: completedValue(described.items, seen.items) }
    : described;
}

function isAny(value: ValueModel): boolean {
  return value.kind === "scalar" && value.type === "any";
}

/** Every document has a key, which comes first. One that nobody has seen or described is taken for an ObjectId. */
export function withId({ fields, ...document }: DocumentModel): DocumentModel {
  const known = fields.find(({ name }) => name === "_id");
  const value: ValueModel =
    known === undefined ? { kind: "scalar", type: "objectId", rules: {} } : known.value;
  const id: FieldModel = {
    name: "_id",
    value,
    optional: false,
    seen: known?.seen ?? null,
    comment: known?.comment ?? null,
  };
  return { ...document, fields: [id, ...fields.filter(({ name }) => name !== "_id")] };
}
