import { readFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { importsOf, type ModuleImport } from "../module-imports.ts";
import type { Problem } from "../problem.ts";
import { sourceFiles } from "../source-files.ts";
import { type WorkspacePackage, workspacePackages } from "../workspace.ts";

/** Core's folders, lowest first. A folder may import from itself and from those before it. */
const layers: readonly string[] = [
  "errors",
  "runtime",
  "contract",
  "template",
  "documents",
  "catalog",
  "registry",
  "lock",
  "installation",
  "orchestrator",
  "builder",
  "upgrade",
  "testing",
  "conformance",
];

/** The module that imports what it cannot name: patterns. */
const computedImport = "packages/core/src/registry/load-pattern.ts";

/** Who may import whom, inside core and between the packages. */
export function checkLayers(root: string): readonly Problem[] {
  return workspacePackages(root).flatMap((workspacePackage) =>
    sourceFiles(join(workspacePackage.directory, "src"), ".ts").flatMap((path) => {
      const file = `${workspacePackage.folder}/src/${path}`;
      try {
        const imports = importsOf(file, readFileSync(join(root, file), "utf8"));
        return imports.flatMap((found) => problemsOf(workspacePackage, path, file, found));
      } catch (error) {
        if (error instanceof SyntaxError) return [{ file, message: error.message }];
        throw error;
      }
    }),
  );
}

function problemsOf(
  from: WorkspacePackage,
  path: string,
  file: string,
  { specifier, line }: ModuleImport,
): readonly Problem[] {
  if (specifier === undefined) {
    const message = `only ${computedImport} may import a module by a computed name`;
    return file === computedImport ? [] : [{ file, line, message }];
  }
  return [layerRule, entryRule, packageRule]
    .map((rule) => rule(from, path, specifier))
    .filter((message) => message !== undefined)
    .map((message) => ({ file, line, message }));
}

function layerRule(from: WorkspacePackage, path: string, specifier: string): string | undefined {
  const target = relativeTarget(path, specifier);
  if (from.json.name !== "@agentflow/core" || target === undefined) return undefined;
  const own = folderOf(path);
  const other = folderOf(target);
  // A file directly under src is an entry: it may gather from every layer.
  if (own === undefined || own === other) return undefined;
  if (!layers.includes(own)) return `"${own}" is not one of core's layers (${layers.join(", ")})`;
  if (other !== undefined && layers.slice(0, layers.indexOf(own)).includes(other)) return undefined;
  return `"${own}" may not import "${specifier}": it is not in a layer below`;
}

/** An entry gathers a package for others: inside, importing it makes cycles. */
function entryRule(from: WorkspacePackage, path: string, specifier: string): string | undefined {
  if (specifier === from.json.name || specifier.startsWith(`${from.json.name}/`)) {
    return `a package may not import itself by name ("${specifier}")`;
  }
  const target = relativeTarget(path, specifier);
  if (target === undefined) return undefined;
  if (target.startsWith("..")) return `"${specifier}" leaves the package's src folder`;
  const source = `src/${target.replace(/\.js$/, ".ts")}`;
  return from.json.tsup?.entry?.includes(source)
    ? `nobody imports an entry of their own package ("${specifier}")`
    : undefined;
}

/** What another package may use of core; `package.json` tells its version. */
const publicCore: readonly string[] = [
  "@agentflow/core",
  "@agentflow/core/cache-directory",
  "@agentflow/core/conformance",
  "@agentflow/core/package.json",
  "@agentflow/core/pattern-loading",
  "@agentflow/core/runtime",
  "@agentflow/core/validation",
];

/** The command, which only the package behind `npm create` starts. */
const command = "@agentflow/cli";

/**
 * Core knows no package, the command knows core, `npm create` knows the command, a pattern knows core, the pattern it extends, and what its output
 * imports by its manifest.
 */
function packageRule(from: WorkspacePackage, _path: string, specifier: string): string | undefined {
  if (!specifier.startsWith("@agentflow/") || specifier.startsWith(from.json.name))
    return undefined;
  if (from.json.name.startsWith("create-") && specifier === command) return undefined;
  const { extends: base, packages = [] } = from.json.agentflow ?? {};
  const allowed = from.json.name === "@agentflow/core" ? [] : [...publicCore, base];
  // Any of its entries: `exports` says which there are.
  const isOutput = packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
  return isOutput || allowed.includes(specifier)
    ? undefined
    : `${from.json.name} may not import "${specifier}"`;
}

/** The imported file relative to `src`, with forward slashes; undefined for a package. */
function relativeTarget(path: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  return normalize(join(dirname(path), specifier)).replaceAll(sep, "/");
}

function folderOf(path: string): string | undefined {
  return path.includes("/") ? path.split("/")[0] : undefined;
}
