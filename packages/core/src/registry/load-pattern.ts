import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { contractVersion } from "../contract/manifest.js";
import { type AnyPattern, isPattern } from "../contract/pattern.js";
import { AgentFlowError } from "../errors/error.js";
import { type ErrorCode, errorCodes } from "../errors/error-codes.js";
import { type Clock, systemClock } from "../runtime/clock.js";
import { stringLiteral, visible } from "../template/literal.js";
import type { DiscoveredPattern } from "./discovered-pattern.js";
import { guardBuiltins } from "./builtin-guard.js";
import { exists } from "./find-project.js";
import { announceLoading } from "./pattern-loading.js";

/** How a pattern is loaded. */
export interface LoadPatternOptions {
  readonly clock?: Pick<Clock, "sleep">;
  /** Milliseconds that its module may take. Default: 10,000. */
  readonly timeout?: number;
}

/**
 * Imports one discovered pattern: the only place that runs a plugin's code.
 * @throws AF_CONTRACT_UNSUPPORTED, before importing, when it is made for another contract
 * @throws AF_PATTERN_UNLOADABLE when its entry is missing, throws, takes too long, or changes built-in prototypes
 * @throws AF_PATTERN_MISMATCHED when what it exports is not the pattern that its manifest announces
 */
export async function loadPattern(
  discovered: DiscoveredPattern,
  options: LoadPatternOptions = {},
): Promise<AnyPattern> {
  const { packageName, version, directory, manifest } = discovered;
  const name = `${packageName} ${version}`;
  if (manifest.contract !== contractVersion) {
    throw failure(
      errorCodes.contractUnsupported,
      `${name} is made for contract ${manifest.contract}; this is contract ${contractVersion}.`,
      `Install a version of ${packageName} made for contract ${contractVersion}.`,
    );
  }
  const entry = join(directory, manifest.entry);
  if (!(await exists(entry))) {
    throw failure(
      errorCodes.patternUnloadable,
      `${name} has no file ${stringLiteral(manifest.entry)}, which its manifest names as its entry.`,
      `Install ${packageName} again; when it is your own, build it first.`,
    );
  }
  const exported = await importGuarded(entry, name, options);
  if (!isPattern(exported)) {
    throw failure(
      errorCodes.patternMismatched,
      `${name} announces the pattern ${stringLiteral(manifest.id)}, but its default export is not a pattern.`,
      "Its entry has to default-export what definePattern or extendPattern returned.",
    );
  }
  const { id: exportedId }: { readonly id: unknown } = exported;
  if (exportedId !== manifest.id) {
    throw failure(
      errorCodes.patternMismatched,
      `${name} announces the pattern ${stringLiteral(manifest.id)}, but exports ${stringLiteral(String(exportedId))}.`,
      'Make "agentflow.id" in its package.json and the id of its pattern the same.',
    );
  }
  return exported;
}

/** Imports it while those who own the process know, and undoes what it changes of the built-in prototypes. */
async function importGuarded(
  entry: string,
  name: string,
  { clock = systemClock, timeout = 10_000 }: LoadPatternOptions,
): Promise<unknown> {
  const builtins = guardBuiltins();
  const ended = announceLoading(name, timeout);
  const [loading] = await Promise.allSettled([importDefault(entry, name, { clock, timeout })]);
  ended();
  refuseChanges(name, builtins.restore());
  if (loading.status === "rejected") throw loading.reason;
  return loading.value;
}

async function importDefault(
  entry: string,
  name: string,
  { clock, timeout }: Required<LoadPatternOptions>,
): Promise<unknown> {
  const loaded = new AbortController();
  const tooLate = failure(
    errorCodes.patternUnloadable,
    `${name} did not finish loading within ${timeout} ms.`,
    "Report it to its author: an entry only defines, and waits for nothing.",
  );
  const late = clock.sleep(timeout, loaded.signal).then(() => {
    throw tooLate;
  });
  try {
    const module: unknown = await Promise.race([import(pathToFileURL(entry).href), late]);
    return typeof module === "object" && module !== null && "default" in module
      ? module.default
      : undefined;
  } catch (error) {
    if (error === tooLate) throw error;
    const reason = visible(error instanceof Error ? error.message : String(error));
    throw failure(
      errorCodes.patternUnloadable,
      `${name} failed while loading: ${reason}`,
      "Update or remove the package, or report it to its author.",
      error,
    );
  } finally {
    late.catch(() => undefined);
    loaded.abort();
  }
}

/** They are undone by now: other patterns, and the command itself, must not live with them. */
function refuseChanges(name: string, changes: readonly string[]): void {
  if (changes.length === 0) return;
  throw failure(
    errorCodes.patternUnloadable,
    `${name} changed what all values of the process inherit from while loading: ${visible(changes.join(", "))}.`,
    "Remove the package, and report it to its author: this is how a program is taken over.",
  );
}

function failure(code: ErrorCode, message: string, help: string, cause?: unknown): AgentFlowError {
  return new AgentFlowError(code, message, { help, cause });
}
