import type { JsonSchema } from "../model/api-model.js";

/** The part of the type printer that operations need. */
export interface SchemaTypePrinter {
  /**
   * The type in an answer.
   * @param indent spaces before the line that the type ends on
   */
  type(schema: JsonSchema, indent?: string): string;
  /** The type in a request, likewise. */
  inputType(schema: JsonSchema, indent?: string): string;
}
