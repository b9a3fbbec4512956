import type { CommandIo, CommandStream } from "./command-io.js";

/** The streams of a process that a person may sit at. */
export interface PersonStreams {
  readonly stdin?: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stderr: CommandStream;
}

/** How a person is asked: there is one when what they type and what they read are both a terminal. */
export function personAt(
  { stdin, stderr }: PersonStreams,
  signal: AbortSignal,
): Pick<CommandIo, "ask"> {
  if (stdin?.isTTY !== true || stderr.isTTY !== true) return {};
  // A terminal that is written to is a stream of Node's.
  const output = stderr as unknown as NodeJS.WritableStream;
  return {
    ask: async (question) => {
      const { askOnTerminal } = await import("./ask.js");
      return askOnTerminal(question, { input: stdin, output, signal });
    },
  };
}
