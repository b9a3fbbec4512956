import type { FieldModel, IndexModel } from "../model/mongodb-model.js";
import { madeByRuntime } from "./collection-module.js";
import { isWritable, type NamedCollection } from "./named-collections.js";
import { type Sample, sampleOf } from "./sample-value.js";

/** A field that test documents have. */
export interface PlannedField {
  readonly field: FieldModel;
  readonly sample: Sample;
}

/** Documents that two of a test, and one beside them, differ in. */
const documents = 3;

/** The fields of a collection's test documents; undefined when no document is known that the server takes. */
export function documentPlan(collection: NamedCollection): readonly PlannedField[] | undefined {
  const { model } = collection;
  if (!isWritable(collection) || model.capped) return undefined;
  // What a validator says beside its schema is not known, and so no document that meets it.
  if (model.validation !== null && !model.validatorKnown) return undefined;
  const planned: PlannedField[] = [];
  for (const field of model.document.fields) {
    if (field.name === "_id" && madeByRuntime(field.value)) continue;
    const sample = isSpecial(field.name, model.indexes) ? undefined : sampleOf(field.value);
    if (sample !== undefined) planned.push({ field, sample });
    else if (!field.optional) return undefined;
  }
  const byName = new Map(planned.map((each) => [each.field.name, each.sample]));
  const differ = model.indexes
    .filter(({ unique }) => unique)
    .every(({ keys }) =>
      keys.some(([path]) => (byName.get(topOf(path))?.varies ?? 1) >= documents),
    );
  const key = planned.find(({ field }) => field.name === "_id");
  return differ && (key?.sample.varies ?? documents) >= documents ? planned : undefined;
}

/** Indexes of places want geometry, hashed ones no arrays. */
function isSpecial(name: string, indexes: readonly IndexModel[]): boolean {
  return indexes.some(({ keys }) =>
    keys.some(
      ([path, kind]) => topOf(path) === name && /^(?:2d|2dsphere|hashed|geoHaystack)$/.test(kind),
    ),
  );
}

/** The field of a document that a path begins with. */
export function topOf(path: string): string {
  return path.split(".", 1)[0] ?? "";
}
