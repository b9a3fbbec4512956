import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readMarkdown } from "../markdown.ts";
import type { Problem } from "../problem.ts";
import { workspacePackages } from "../workspace.ts";

const requiredHeadings = ["## Install", "## Dependencies"] as const;

/** Every package has a README with its name as title and the headings that users look for. */
export function checkReadmes(root: string): readonly Problem[] {
  return workspacePackages(root).flatMap(({ directory, folder, json }): readonly Problem[] => {
    const file = `${folder}/README.md`;
    const path = join(directory, "README.md");
    if (!existsSync(path)) return [{ file, message: "the package has no README" }];
    const { headings } = readMarkdown(readFileSync(path, "utf8"));
    const title = `# ${json.name}`;
    return [
      ...(headings[0] === title ? [] : [{ file, line: 1, message: `the title is not "${title}"` }]),
      ...requiredHeadings
        .filter((heading) => !headings.includes(heading))
        .map((heading) => ({ file, message: `the heading "${heading}" is missing` })),
    ];
  });
}
