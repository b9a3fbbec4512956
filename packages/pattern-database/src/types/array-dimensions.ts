import type { ArrayDimensions } from "@agentflow/database";
import type { TypeModel } from "../model/database-model.js";

/** Dimensions that a user may choose. */
export const dimensionChoices = [1, 2, 3, 4, 5, 6, "any"] as const satisfies ArrayDimensions[];

/** Each `[]` at the end of a type. PostgreSQL holds no array to them. */
const brackets = /(?:\[\])+$/;

/**
 * Dimensions that a type was declared with, or one of those that it is made of; 1 for what is no array.
 * @param made the type, and those that it is made of where it is a domain
 */
export function declaredDimensions(made: readonly TypeModel[]): ArrayDimensions {
  const declared = Math.max(...made.map(({ sql }) => (brackets.exec(sql)?.[0] ?? "").length / 2));
  return dimensionChoices.find((choice) => choice === declared) ?? (declared > 6 ? 6 : 1);
}
