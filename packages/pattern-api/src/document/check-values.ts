import { AgentFlowError, errorCodes, type Json, stringLiteral } from "@agentflow/core";

/** Characters that one text may have: far more than people write, and what every printer can take. */
const longestText = 1024 * 1024;

/**
 * Makes sure that a document holds nothing that could not be printed: no text longer than a million characters, no
 * number that JavaScript reads as infinite. Does not recurse, so that no depth can exhaust the stack.
 * @throws AF_DOCUMENT_TOO_LARGE, AF_DOCUMENT_MALFORMED
 */
export function checkValues(document: Json, source: string): void {
  const waiting: Json[] = [document];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value === "string") checkText(value, source);
    else if (typeof value === "number") checkNumber(value, source);
    else if (typeof value === "object" && value !== null) {
      const isList = Array.isArray(value);
      for (const [key, child] of Object.entries(value)) {
        if (!isList) checkText(key, source);
        if (typeof child === "string") checkText(child, source);
        else if (typeof child === "number") checkNumber(child, source);
        else if (typeof child === "object" && child !== null) waiting.push(child);
      }
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
