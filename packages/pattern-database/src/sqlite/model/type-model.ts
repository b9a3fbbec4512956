import type { TypeModel } from "../../model/database-model.js";

/**
 * A type as the model has it: what was declared. A column without a type is one of `ANY`, as strict tables call what
 * keeps values as they are.
 */
export function typeModel(declared: string): TypeModel {
  const sql = declared === "" ? "ANY" : declared;
  const name = /^[^(]*/.exec(sql)?.[0].trim().toLowerCase() ?? "";
  return { schema: "", name, category: "base", sql, array: false };
}
