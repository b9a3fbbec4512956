import { errorCodes } from "@agentflow/core";
import { isMatchable } from "@agentflow/core/validation";
import { type Findings, quoted } from "../document/findings.js";
import { isJsonObject, type JsonObject } from "../document/json-object.js";
import { pointerBelow } from "../document/json-pointer.js";

/** Reports the patterns of a schema that values will not be checked with. */
export function reportPatterns(schema: JsonObject, pointer: string, findings: Findings): void {
  const { pattern, patternProperties } = schema;
  const unchecked = (text: string, place: string): void => {
    findings.warn(
      errorCodes.patternUnchecked,
      place,
      `The pattern ${quoted(text)} uses what is not matched: look-around, a back reference, a Unicode property or a huge count. Values are checked without it.`,
      "Write the pattern without that, by an overlay if the document is not yours.",
    );
  };
  if (typeof pattern === "string" && !isMatchable(pattern))
    unchecked(pattern, pointerBelow(pointer, "pattern"));
  if (!isJsonObject(patternProperties)) return;
  const below = pointerBelow(pointer, "patternProperties");
  for (const name of Object.keys(patternProperties)) {
    if (!isMatchable(name)) unchecked(name, pointerBelow(below, name));
  }
}
