import { isAgentFlowError, type Json } from "@agentflow/core";
import type { JsonObject } from "../json-object.js";
import type { Located, References } from "../references.js";

/** What every operation of a document shares. */
export interface SharedParts {
  /** The document as it was read. */
  readonly root: JsonObject;
  /** Of that document. */
  readonly references: References;
  /** Takes where an object that is made stands in the document. */
  readonly origins: Map<Json, string>;
  readonly consumes: readonly string[];
  readonly produces: readonly string[];
}

/** What a reference leads to; `undefined` when it leads nowhere, which the reader reports. */
export function resolved(
  value: Json,
  pointer: string,
  { references }: SharedParts,
): Located | undefined {
  try {
    return references.follow(value, pointer);
  } catch (error) {
    if (isAgentFlowError(error)) return undefined;
    throw error;
  }
}
