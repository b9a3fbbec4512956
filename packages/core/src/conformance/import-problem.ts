import { builtinModules } from "node:module";
import { posix } from "node:path";

/** What of core a pattern may use: the rest is for tests, or for generated packages. */
const publicCore = new Set([
  "@agentflow/core",
  "@agentflow/core/cache-directory",
  "@agentflow/core/package.json",
  "@agentflow/core/runtime",
  "@agentflow/core/validation",
]);

const own = "@agentflow/";

/** Names that a pattern may import by. */
export interface AllowedImports {
  /** What its package.json declares. */
  readonly declared: ReadonlySet<string>;
  /** Packages of AgentFlow that it extends, or that its output imports. */
  readonly family: ReadonlySet<string>;
}

/**
 * Why a module of a pattern may not import another one; undefined when it may.
 * @param from path of the module in the package
 */
export function importProblem(
  specifier: string,
  from: string,
  { declared, family }: AllowedImports,
): string | undefined {
  if (specifier.startsWith("node:") || builtinModules.includes(specifier)) return undefined;
  if (/^\.{1,2}(?:\/|$)/.test(specifier)) {
    const target = posix.normalize(posix.join(posix.dirname(from), specifier));
    return target.startsWith("..") ? "which is outside of the package" : undefined;
  }
  // Inside the package, which `imports` of its package.json maps.
  if (specifier.startsWith("#")) return undefined;
  if (/^(?:\/|[A-Za-z][A-Za-z\d+.-]*:)/.test(specifier)) return "which is a place and no package";
  const name = specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
  if (!declared.has(name)) return `which its package.json does not declare`;
  if (!name.startsWith(own) && !family.has(name)) return undefined;
  if (/\/(?:dist|src)\//.test(specifier)) return "which reaches into another package's files";
  if (publicCore.has(specifier) || family.has(name)) return undefined;
  return "which is no part of AgentFlow that patterns build on";
}
