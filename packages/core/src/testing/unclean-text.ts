import type { RenderedFile } from "../contract/pattern.js";

/** What a formatter would have to repair, as sentences that name the place. */
export function uncleanText({ path, text }: RenderedFile): readonly string[] {
  const lines = text.split("\n");
  return [
    ...lines.flatMap((line, index) =>
      /[ \t]$/.test(line) ? [`${path}:${index + 1} ends with a space`] : [],
    ),
    ...lines.flatMap((line, index) =>
      index > 0 && line === "" && lines[index - 1] === "" && index < lines.length - 1
        ? [`${path}:${index + 1} is a second blank line`]
        : [],
    ),
    ...(text.includes("\r") ? [`${path} has a carriage return`] : []),
    ...(/[^\n]\n$/.test(text) ? [] : [`${path} does not end with one newline`]),
  ];
}
