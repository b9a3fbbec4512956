import { registerHooks } from "node:module";
import type { AnyPattern } from "../contract/pattern.js";
import { discoverPatterns } from "../registry/discover-patterns.js";
import { loadPattern } from "../registry/load-pattern.js";
import { caseContext } from "./case-context.js";
import type { PatternCase } from "./pattern-case.js";
import type { ProbedCase, ProbedImport, ProbedProcess, ProbeRequest } from "./probe-pattern.js";
import { renderModel, textsByPath } from "./render-case.js";
import { ownPath } from "./own-path.js";
import { type Access, watchWorld } from "./watched-world.js";

/**
 * Imports a built pattern in this process, and makes every case of it.
 * @throws what loading throws
 */
export async function runProbe(request: ProbeRequest): Promise<Omit<ProbedProcess, "name">> {
  const { directory } = request;
  const { patterns, problems } = await discoverPatterns(directory);
  const discovered = patterns.find((found) => found.directory === directory);
  if (!discovered) throw new Error(problems[0]?.message ?? "it is no pattern");
  const imports: ProbedImport[] = [];
  const accesses: Access[] = [];
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const from = context.parentURL && ownPath(context.parentURL, directory);
      if (from !== undefined) imports.push({ specifier, from });
      return next(specifier, context);
    },
  });
  const before = process.getActiveResourcesInfo();
  const started = performance.now();
  const endWatch = watchWorld((access) => accesses.push(access));
  let pattern: AnyPattern;
  try {
    pattern = await loadPattern(discovered);
  } finally {
    endWatch();
  }
  const importTime = Math.round(performance.now() - started);
  const leftOpen = await openedSince(before);
  const cases: [string, ProbedCase][] = [];
  for (const one of request.cases) cases.push([one.title, await probeCase(pattern, one)]);
  hooks.deregister();
  return { imports, accesses, leftOpen, importTime, cases: Object.fromEntries(cases) };
}

async function probeCase(pattern: AnyPattern, one: PatternCase): Promise<ProbedCase> {
  try {
    const model = await pattern.inspect(
      pattern.input.parse(one.input),
      caseContext(one, new AbortController().signal),
    );
    const started = performance.now();
    const files = textsByPath(renderModel(pattern, model));
    return { files, time: Math.round(performance.now() - started) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

/** Twice around the event loop, what ends by itself has ended. */
async function openedSince(before: readonly string[]): Promise<readonly string[]> {
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  const left = [...process.getActiveResourcesInfo()];
  for (const name of ["Immediate", ...before]) {
    const index = left.indexOf(name);
    if (index !== -1) left.splice(index, 1);
  }
  return left;
}
