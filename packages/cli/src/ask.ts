import type { CommandContext } from "./command-context.js";
import { terminalLine } from "./terminal-text.js";

/** What a question on a terminal needs. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly signal: AbortSignal;
}

/**
 * Asks a person one question, and gives the line they answer with.
 * @returns undefined when they end the input instead, or interrupt
 */
export async function askOnTerminal(
  question: string,
  { input, output, signal }: Terminal,
): Promise<string | undefined> {
  const { createInterface } = await import("node:readline");
  const lines = createInterface({ input, output, signal });
  try {
    return await new Promise<string | undefined>((resolve) => {
      lines.question(question, resolve);
      lines.once("close", () => resolve(undefined));
    });
  } finally {
    lines.close();
  }
}

/**
 * Asks a person to confirm something; what is not a clear yes is a no.
 * @returns undefined when nobody can be asked: there is no terminal, or the command runs in continuous integration or
 * with `--json`
 */
export async function confirm(
  question: string,
  { io, json }: CommandContext,
): Promise<boolean | undefined> {
  if (!io.ask || json || io.environment["CI"]) return undefined;
  const answer = await io.ask(`${terminalLine(question)} [y/N] `);
  return /^\s*y(?:es)?\s*$/i.test(answer ?? "");
}
