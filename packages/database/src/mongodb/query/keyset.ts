import type { Document } from "mongodb";
import { conjunction } from "./filter-document.js";
import { FilterError } from "./filter-error.js";
import { membersOf } from "./field-shape.js";
import type { OrderTerm } from "./document-order.js";
import { shown } from "../../table/usage-error.js";

/**
 * The query for documents that come after one with the given order values ("seek method", M. Winand, SQL Performance
 * Explained). Comparisons of MongoDB hold within one type only, so null, missing fields and NaN are said apart.
 * @param values as the database has them; `undefined` for a missing field
 */
export function keysetQuery(
  [term, ...rest]: readonly OrderTerm[],
  [value, ...others]: readonly unknown[],
): Document {
  if (term === undefined) return { _id: { $in: [] } };
  const after = afterValue(term, value ?? null);
  if (rest.length === 0) return after ?? { _id: { $in: [] } };
  const equal = conjunction([at(term.name, { $eq: value ?? null }), keysetQuery(rest, others)]);
  return after === undefined ? equal : { $or: [after, equal] };
}

/** `undefined` when nothing can come after it. */
function afterValue({ name, field, descending }: OrderTerm, value: unknown): Document | undefined {
  const types = membersOf(field.type);
  const nullable = field.optional === true || types.includes("null");
  const withNaN = types.includes("double") || types.includes("number") || types.includes("decimal");
  if (value === null) return descending ? undefined : at(name, { $ne: null });
  if (isNaNumber(value)) {
    if (!descending) return at(name, { $gte: -Infinity });
    return nullable ? at(name, { $eq: null }) : undefined;
  }
  if (!descending) return at(name, { $gt: value });
  const less = [
    at(name, { $lt: value }),
    ...(withNaN ? [at(name, { $eq: Number.NaN })] : []),
    ...(nullable ? [at(name, { $eq: null })] : []),
  ];
  return less.length > 1 ? { $or: less } : less[0];
}

function isNaNumber(value: unknown): boolean {
  return String(value) === "NaN" && typeof value !== "string";
}

/**
 * Refuses orders in which documents would be lost between pages.
 * @throws FilterError when a field's values are of types that MongoDB does not compare with each other
 */
export function checkPaged(terms: readonly OrderTerm[]): void {
  for (const { name, field } of terms) {
    const kinds = membersOf(field.type)
      .filter((type) => type !== "null")
      .map((type) => (numeric.has(type) ? "number" : type));
    const [kind] = kinds;
    if (new Set(kinds).size !== 1 || typeof kind !== "string" || kind === "any") {
      throw new FilterError(
        `Pages cannot be ordered by ${shown(name)}: its values are of several types, or documents or arrays`,
      );
    }
  }
}

const numeric: ReadonlySet<unknown> = new Set(["int", "double", "long", "decimal", "number"]);

function at(name: string, query: Document): Document {
  return Object.fromEntries([[name, query]]);
}
