import { AgentFlowError, errorCodes, type Json, stringLiteral } from "@agentflow/core";
import { isJsonArray, isJsonObject, type JsonObject } from "./json-object.js";

/** Characters that one text may have: far more than people write, and what every printer can take. */
const longestText = 1024 * 1024;

/**
 * Makes sure that a document holds nothing that could not be printed: no text longer than a million characters, no
 * number that JavaScript reads as infinite. Does not recurse, so that no depth can exhaust the stack.
 * @throws AF_DOCUMENT_TOO_LARGE, AF_DOCUMENT_MALFORMED
 */
export function checkValues(document: Json, source: string): void {
  const waiting: (readonly Json[] | JsonObject)[] = [];
  const check = (value: Json): void => {
    if (typeof value === "string") checkText(value, source);
    else if (typeof value === "number") checkNumber(value, source);
    else if (isJsonArray(value) || isJsonObject(value)) waiting.push(value);
  };
  check(document);
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (isJsonArray(value)) {
      for (const item of value) check(item);
      continue;
    }
    // Not its entries: a pair for each of a million keys costs more than looking them up.
    for (const key of Object.keys(value)) {
      checkText(key, source);
      check(value[key] ?? null);
    }
  }
}

function checkText(text: string, source: string): void {
  if (text.length <= longestText) return;
  throw new AgentFlowError(
    errorCodes.documentTooLarge,
    `${stringLiteral(source)} holds a text of ${text.length} characters, which begins with ${stringLiteral(text.slice(0, 40))}.`,
    {
      help: `Shorten it: no text may have more than ${longestText} characters.`,
      location: { source },
    },
  );
}

function checkNumber(value: number, source: string): void {
  if (Number.isFinite(value)) return;
  throw new AgentFlowError(
    errorCodes.documentMalformed,
    `${stringLiteral(source)} holds a number that is larger than any that JavaScript has.`,
    { help: "Correct the number; the largest is about 1.8e308.", location: { source } },
  );
}
