import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../problem.ts";
import { sourceFiles } from "../source-files.ts";
import { type WorkspacePackage, workspacePackages } from "../workspace.ts";

/**
 * A general pattern, one that serves no service by name, must not know any: neither in code nor in a comment.
 * What differs between services is data of the specific patterns. A pattern that recognizes what it serves by an option
 * knows a kind of server instead, which a general one may have to speak to.
 */
export function checkServiceNames(root: string): readonly Problem[] {
  const patterns = workspacePackages(root).filter(({ json }) => json.agentflow);
  const names = patterns.flatMap(({ json: { agentflow } }) =>
    agentflow?.recognizes === undefined ? (agentflow?.services ?? []) : [],
  );
  if (names.length === 0) return [];
  const mention = new RegExp(`(?<![a-z])(?:${names.map(escaped).join("|")})(?![a-z])`, "i");
  return patterns
    .filter(({ json }) => (json.agentflow?.services ?? []).length === 0)
    .flatMap((pattern) => mentionsIn(pattern, mention));
}

function mentionsIn({ directory, folder }: WorkspacePackage, mention: RegExp): readonly Problem[] {
  return ["src", "templates"].flatMap((part) =>
    sourceFiles(join(directory, part), "").flatMap((path) =>
      readFileSync(join(directory, part, path), "utf8")
        .split("\n")
        .flatMap((text, index) => {
          const name = mention.exec(text)?.[0];
          if (name === undefined) return [];
          const message = `a general pattern may not mention the service "${name}"`;
          return [{ file: `${folder}/${part}/${path}`, line: index + 1, message }];
        }),
    ),
  );
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
}
