import { type Json, jsonText } from "@agentflow/core";
import type { CommandContext } from "./command-context.js";
import type { CommandOutcome } from "./command-outcome.js";

/** Prints the result of a command to stdout, in the form the user asked for. */
export function reportOutcome(
  { document, text }: CommandOutcome,
  { io, json }: CommandContext,
): void {
  io.stdout.write(json ? `${documentText(document)}\n` : `${text}\n`);
}

/** The JSON form of a report, readable, with no character that hides or reorders text. */
export function documentText(document: object): string {
  // Reports are plain data, but their interfaces lack the index signature that the type Json asks for.
  return jsonText(document as Json, 2);
}
