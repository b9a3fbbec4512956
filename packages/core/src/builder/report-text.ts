import { stripVTControlCharacters } from "node:util";
import { redact } from "../errors/redact.js";
import { visible } from "../template/literal.js";

/** Text of a program, for a diagnostic: without colours, controls or secrets, and no longer than `limit` characters. */
export function reportText(text: string, limit = 500): string {
  const plain = stripVTControlCharacters(text).trim();
  const clean = redact(visible(plain.replaceAll(/\s*\n\s*/g, " ⏎ ")));
  return clean.length > limit ? `${clean.slice(0, limit)}…` : clean;
}
