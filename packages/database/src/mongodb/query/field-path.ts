import { shown } from "../../table/usage-error.js";
import type { DocumentType, FieldDescription } from "../description/value-type.js";
import { FilterError } from "./filter-error.js";

/** @throws FilterError when there is no such field */
export function fieldOf({ fields }: DocumentType, name: unknown): FieldDescription {
  const field = fields.find((each) => each.name === name);
  if (field === undefined) throw new FilterError(`There is no field ${shown(String(name))}`);
  return field;
}

/**
 * A field as part of a query.
 * @throws FilterError when its name is none that MongoDB's queries can say: it would be a path, or an operator
 */
export function pathOf(prefix: string, name: string): string {
  if (isAddressable(name)) return prefix === "" ? name : `${prefix}.${name}`;
  throw new FilterError(
    `The field ${shown(name)} can be read and inserted only: MongoDB's queries take its name for a path`,
  );
}

/** Whether queries and updates can name a field. */
export function isAddressable(name: string): boolean {
  return name !== "" && !name.startsWith("$") && !/[.\0]/.test(name);
}
