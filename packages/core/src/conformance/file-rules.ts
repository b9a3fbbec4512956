import { readFileSync } from "node:fs";
import { join } from "node:path";
import { foldersOf, foldPath, pathProblem } from "../builder/package-path.js";
import { checkSourceRules } from "../builder/source-rules.js";
import type { Diagnostic } from "../errors/diagnostic.js";
import { uncleanText } from "../testing/unclean-text.js";
import { goldenFilesIn } from "./pattern-case.js";
import { type CaseFile, planOf, renderPlan } from "./render-case.js";
import { type CaseRule, errors } from "./rule.js";
import type { TestedCase, TestedPattern } from "./tested-pattern.js";

const pathRule: CaseRule = {
  scope: "case",
  title: "every file has a path of its own inside the package",
  help: "Plan each file once, under a path that every operating system takes.",
  async find({ pattern }, one) {
    const paths = planOf(pattern, await one.inspect()).map(({ path }) => path);
    const folded = paths.map(foldPath);
    const folders = foldersOf(folded);
    return errors([
      ...paths.flatMap((path) => {
        const problem = pathProblem(path);
        return problem === undefined ? [] : [`the path "${path}" ${problem}`];
      }),
      ...paths
        .filter((path, index) => folded.indexOf(foldPath(path)) !== index)
        .map((path) => `"${path}" is planned twice`),
      ...paths
        .filter((path) => folders.has(foldPath(path)))
        .map((path) => `"${path}" is a file and a folder`),
    ]);
  },
};

export const goldenRule: CaseRule = {
  scope: "case",
  title: "every file matches its golden",
  help: "Look at what differs; when it is meant, write the goldens anew: `vitest run --update` in the package.",
  async find(tested, one) {
    const golden = join(one.directory, "golden");
    const kept = goldenFilesIn(golden);
    return errors(
      (await goldenFilesOf(tested, one)).flatMap(({ path, text }) => {
        if (!kept.includes(path)) return [`${path} has no golden`];
        const same = readFileSync(join(golden, path), "utf8") === text;
        return same ? [] : [`${path} differs from its golden`];
      }),
    );
  },
};

const orphanRule: CaseRule = {
  scope: "case",
  title: "no golden is left without a file",
  help: "Remove the golden, or find out why the file is gone.",
  async find(tested, one) {
    const planned = (await goldenFilesOf(tested, one)).map(({ path }) => path);
    return errors([
      ...goldenFilesIn(join(one.directory, "golden"))
        .filter((path) => !planned.includes(path))
        .map((path) => `the golden ${path} has no file`),
      ...(one.golden ?? [])
        .filter((path) => !planned.includes(path))
        .map((path) => `case.json names the golden ${path}, and no such file is made`),
    ]);
  },
};

const cleanRule: CaseRule = {
  scope: "case",
  title: "output is clean without a formatter",
  help: "Correct the template or the printer: what is generated is read and committed by people.",
  find: async (tested, one) => errors((await filesOf(tested, one)).flatMap(uncleanText)),
};

const sourceRule: CaseRule = {
  scope: "case",
  title: "output hides nothing, escapes no check and runs no text as code",
  help: "Print texts with the printers of @agentflow/core, and give everything a type.",
  find: async (tested, one) =>
    errors(checkSourceRules(await filesOf(tested, one)).map(placedMessage)),
};

/** What holds of every file of a generated package, as it stands. */
export const fileRules: readonly CaseRule[] = [
  pathRule,
  goldenRule,
  orphanRule,
  cleanRule,
  sourceRule,
];

/** The files that the goldens of a case hold: a verbatim source is reviewed where it lives. */
export async function goldenFilesOf(
  tested: TestedPattern,
  one: TestedCase,
): Promise<readonly CaseFile[]> {
  const files = await filesOf(tested, one);
  return files.filter(({ path, verbatim }) => one.golden?.includes(path) ?? !verbatim);
}

/** A sentence that says where it is about. */
export function placedMessage({ message, location }: Diagnostic): string {
  if (location === undefined) return message;
  return `${location.source}:${location.line ?? 1}: ${message}`;
}

async function filesOf({ pattern }: TestedPattern, one: TestedCase): Promise<readonly CaseFile[]> {
  return renderPlan(planOf(pattern, await one.inspect()));
}
