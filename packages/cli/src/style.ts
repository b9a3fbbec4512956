import { styleText } from "node:util";
import type { CommandStream } from "./command-io.js";

/** What can be said with colour; without colour each returns the text as it is. */
export interface Style {
  readonly colored: boolean;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly caution: (text: string) => string;
  readonly link: (text: string) => string;
}

type Format = Parameters<typeof styleText>[0];

/** Colours for one stream: what the user says in the environment, else whether it is a terminal. */
export function createStyle(
  stream: CommandStream,
  environment: Readonly<Record<string, string | undefined>>,
): Style {
  const colored = wantsColor(stream, environment);
  // Whether the stream has colours is decided above, from the environment that was given.
  const format = (style: Format) => (text: string) =>
    colored ? styleText(style, text, { validateStream: false }) : text;
  return {
    colored,
    bold: format("bold"),
    dim: format("dim"),
    good: format("green"),
    bad: format(["red", "bold"]),
    caution: format("yellow"),
    link: format("cyan"),
  };
}

/** FORCE_COLOR goes before NO_COLOR, as in Node's own streams; an empty NO_COLOR says nothing (no-color.org). */
function wantsColor(
  stream: CommandStream,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  const forced = environment["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  if (environment["NO_COLOR"]) return false;
  return stream.isTTY === true && environment["TERM"] !== "dumb";
}
