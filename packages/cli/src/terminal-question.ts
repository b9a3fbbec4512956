import { createInterface } from "node:readline/promises";
import type { CommandStream } from "./command-io.js";

/** A stream that somebody may type into. */
export type AnswerStream = NodeJS.ReadableStream & { readonly isTTY?: boolean | undefined };

/** Where a question can be asked. */
interface Terminal {
  readonly stdin?: AnswerStream;
  readonly stderr: CommandStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * A function that asks the person at the terminal; undefined where there is none: under CI, or when one of the streams
 * leads elsewhere. Whoever ends the input answers nothing.
 * @param signal ends the wait
 */
export function askOnTerminal(
  { stdin, stderr, env }: Terminal,
  signal: AbortSignal,
): ((question: string) => Promise<string>) | undefined {
  if (stdin?.isTTY !== true || stderr.isTTY !== true || env["CI"]) return undefined;
  return async (question) => {
    stderr.write(question);
    const lines = createInterface({ input: stdin });
    try {
      const ended = new Promise<string>((resolve) => {
        lines.once("close", () => resolve(""));
      });
      return await Promise.race([lines.question("", { signal }), ended]);
    } finally {
      lines.close();
    }
  };
}
