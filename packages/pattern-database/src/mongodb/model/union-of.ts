import { compareCodePoints } from "../../model/compare-code-points.js";
import type { DocumentModel, FieldModel, ValueModel } from "./mongodb-model.js";

/** The type of values that are of one of some types. Documents become one, as do arrays: the union stays readable. */
export function unionOf(values: readonly ValueModel[]): ValueModel {
  const flat = values.flatMap((value) => (value.kind === "union" ? value.of : [value]));
  const merged = new Map<string, ValueModel>();
  for (const value of flat) {
    const key = placeOf(value);
    const known = merged.get(key);
    merged.set(key, known === undefined ? value : joined(known, value));
  }
  const any = merged.get("any");
  if (any !== undefined) return any;
  const sorted = [...merged].toSorted(
    ([one], [other]) => order(one) - order(other) || compareCodePoints(one, other),
  );
  const [first] = sorted;
  if (sorted.length === 1 && first !== undefined) return first[1];
  return sorted.length === 0
    ? { kind: "scalar", type: "any", rules: {} }
    : { kind: "union", of: sorted.map(([, value]) => value) };
}

/** Null comes last, as people write it. */
function order(key: string): number {
  return key === "null" ? 1 : 0;
}

function placeOf(value: ValueModel): string {
  if (value.kind === "scalar") return value.type;
  return value.kind === "array" ? "array" : "document";
}

function joined(one: ValueModel, other: ValueModel): ValueModel {
  if (one.kind === "scalar" && other.kind === "scalar") {
    const texts =
      one.rules.texts && other.rules.texts
        ? { texts: [...new Set([...one.rules.texts, ...other.rules.texts])] }
        : {};
    return { ...one, rules: texts };
  }
  if (one.kind === "array" && other.kind === "array") {
    return { kind: "array", items: unionOf([one.items, other.items]), rules: {} };
  }
  if (one.kind === "record" && other.kind === "record") {
    return { kind: "record", values: unionOf([one.values, other.values]) };
  }
  return one.kind === "document" && other.kind === "document"
    ? joinedDocuments(one, other)
    : { kind: "record", values: { kind: "scalar", type: "any", rules: {} } };
}

/** Fields that only one of them has are optional. */
function joinedDocuments(one: DocumentModel, other: DocumentModel): DocumentModel {
  const others = new Map(other.fields.map((field) => [field.name, field]));
  const own = one.fields.map((field): FieldModel => {
    const twin = others.get(field.name);
    return twin === undefined
      ? { ...field, optional: true }
      : {
          ...field,
          value: unionOf([field.value, twin.value]),
          optional: field.optional || twin.optional,
          comment: field.comment ?? twin.comment,
        };
  });
  const known = new Set(one.fields.map(({ name }) => name));
  const further = other.fields.filter(({ name }) => !known.has(name));
  return {
    kind: "document",
    fields: [...own, ...further.map((field) => ({ ...field, optional: true }))],
    open: one.open || other.open,
  };
}
