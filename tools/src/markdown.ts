/** A fenced block of a Markdown file. */
export interface CodeBlock {
  /** What stands after the opening fence: `ts check`. */
  readonly info: string;
  readonly text: string;
  /** 1-based, of the block's first line of text. */
  readonly line: number;
}

/** What a check needs of a Markdown file. */
export interface MarkdownFile {
  /** Text of the headings, with their `#`, in order. */
  readonly headings: readonly string[];
  readonly blocks: readonly CodeBlock[];
  /** Targets of links and images, as written. */
  readonly links: readonly { readonly target: string; readonly line: number }[];
}

/** Reads the parts of CommonMark that this repository writes: ATX headings, fences, inline and reference links. */
export function readMarkdown(text: string): MarkdownFile {
  const headings: string[] = [];
  const blocks: CodeBlock[] = [];
  const links: { target: string; line: number }[] = [];
  let open: { fence: string; info: string; line: number; lines: string[] } | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    const [, fence = "", info = ""] = /^ {0,3}(`{3,}|~{3,})\s*(.*)$/.exec(line) ?? [];
    if (open) {
      if (fence.startsWith(open.fence) && info === "") {
        blocks.push({ info: open.info, text: open.lines.join("\n"), line: open.line });
        open = undefined;
      } else open.lines.push(line);
    } else if (fence !== "") {
      open = { fence, info: info.trim(), line: index + 2, lines: [] };
    } else {
      if (/^#{1,6} /.test(line)) headings.push(line.trimEnd());
      for (const target of linkTargets(line)) links.push({ target, line: index + 1 });
    }
  }
  return { headings, blocks, links };
}

function linkTargets(line: string): readonly string[] {
  const prose = line.replaceAll(/(`+)(?:(?!\1).)+\1/g, "");
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)];
  const reference = [...prose.matchAll(/^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)/g)];
  return [...inline, ...reference].map(([, target = ""]) => target);
}

/** The anchor that a heading gets on the usual hosts: lower case, spaces as hyphens, other punctuation dropped. */
export function anchorOf(heading: string): string {
  return heading
    .replace(/^#+ /, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(/\s/g, "-");
}
