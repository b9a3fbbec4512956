import { extname, posix } from "node:path";
import { Eta } from "eta";

// `debug` makes the parser tell the line of each tag; trimming would move the lines.
const eta = new Eta({ autoTrim: false, debug: true });

/** What `<%= value %>` may print, by the kind of file that is made: the types that core's printers take. */
const printable: Readonly<Record<string, string>> = {
  ".json": "core.Json",
  ".md": "string | number | boolean",
  ".ts": "core.Json",
};

/** Folder, beside `templates`, that holds the TypeScript made from a package's templates. */
export const templateCheckFolder = ".templates-check";

/**
 * TypeScript with the code of an eta template, each tag on the line where it stands in the template, so that an error
 * in the one has its place in the other. `it` has the type that the package's `src/templates.ts` binds to the name.
 * @param name path of the template below `templates`, with forward slashes: `src/client.ts.eta`
 */
export function templateSource(name: string, text: string): string {
  const depth = name.split("/").length;
  const bindings = posix.join(...Array<string>(depth).fill(".."), "src/templates.js");
  const extension = extname(name.slice(0, -".eta".length));
  const header = [
    `import type * as core from "@agentflow/core";`,
    `import type { templates } from "${bindings}";`,
    `declare function __code(value: core.Code | number): void;`,
    `declare function __text(value: ${printable[extension] ?? "never"}): void;`,
    `export function check(it: core.ViewsOf<typeof templates>[${JSON.stringify(name)}]): void {`,
    `void [it, __code, __text];`,
  ].join(" ");
  let source = header;
  let line = 1;
  for (const block of eta.parse(text)) {
    if (typeof block === "string") continue;
    const missing = Math.max(0, (block.lineNo ?? line) - line);
    const code = statement(block.t, block.val);
    source += `${"\n".repeat(missing)} ${code}`;
    line += missing + code.split("\n").length - 1;
  }
  return `${source} }\n`;
}

function statement(kind: string, code: string): string {
  if (kind === "i") return `__text(${code});`;
  if (kind === "r") return `__code(${code});`;
  return /[;{}:]\s*$/.test(code) ? code : `${code};`;
}

/** TypeScript that fails when `src/templates.ts` binds a view to a template that is not there. */
export function completenessSource(names: readonly string[]): string {
  const known = names.map((name) => JSON.stringify(name)).join(" | ") || "never";
  return [
    `import type { ViewsOf } from "@agentflow/core";`,
    `import type { templates } from "../src/templates.js";`,
    `/** Names that have a view and no template. */`,
    `export type Missing = Exclude<keyof ViewsOf<typeof templates>, ${known}>;`,
    `declare const missing: Missing;`,
    `export const none: never = missing;`,
    ``,
  ].join("\n");
}
