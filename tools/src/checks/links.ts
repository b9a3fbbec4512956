import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { anchorOf, readMarkdown } from "../markdown.ts";
import type { Problem } from "../problem.ts";
import { sourceFiles } from "../source-files.ts";

/** Every relative link of every Markdown file leads to a file or folder, and its `#anchor` to a heading. */
export function checkLinks(root: string): readonly Problem[] {
  return sourceFiles(root, ".md")
    .filter((file) => !isTestData(file))
    .flatMap((file) =>
      readMarkdown(readFileSync(join(root, file), "utf8")).links.flatMap(({ target, line }) => {
        const message = brokenLink(root, file, target);
        return message === undefined ? [] : [{ file, line, message }];
      }),
    );
}

/** Fixtures are broken on purpose, and templates link to files of the generated package. */
function isTestData(file: string): boolean {
  return /(^|\/)(fixtures|templates)\//.test(file);
}

function brokenLink(root: string, file: string, target: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return undefined;
  const [path = "", anchor] = target.split("#", 2);
  const destination = path === "" ? join(root, file) : join(root, dirname(file), decodeURI(path));
  if (!existsSync(destination)) return `"${target}" leads nowhere`;
  if (anchor === undefined || !destination.endsWith(".md")) return undefined;
  const { headings } = readMarkdown(readFileSync(destination, "utf8"));
  return headings.some((heading) => anchorOf(heading) === anchor)
    ? undefined
    : `"${target}": no heading has the anchor "${anchor}"`;
}
