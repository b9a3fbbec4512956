import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemFileSystem } from "../builder/file-system.js";
import { findOutputPackages } from "../builder/output-packages.js";
import { scorePackage } from "../builder/score-package.js";
import { checkSourceRules } from "../builder/source-rules.js";
import { stagePackage } from "../builder/stage-package.js";
import { undocumentedUnits, untestedUnits } from "../builder/unit-coverage.js";
import { findVerificationTools } from "../builder/verification-tools.js";
import { type Verification, verifyPackage } from "../builder/verify-package.js";
import { systemClock } from "../runtime/clock.js";
import { placedMessage } from "./file-rules.js";
import { manifestOf } from "./manifest-rules.js";
import { type CaseFile, renderModel } from "./render-case.js";
import { type CaseRule, errors } from "./rule.js";
import type { TestedCase, TestedPattern } from "./tested-pattern.js";

const compileRule: CaseRule = {
  scope: "case",
  title: "output compiles under the strictest flags",
  help: "Correct the template; people compile what it makes beside code of their own.",
  async find(tested, one) {
    const { types } = await verificationOf(tested, one);
    return errors(types.diagnostics.map(placedMessage));
  },
};

const testsRule: CaseRule = {
  scope: "case",
  title: "generated tests and the fault suite pass, and leave no unit out",
  help: "Generate a test that names each unit, a file with `fault` in its path, and a page that mentions each unit.",
  async find(tested, one) {
    const [{ unit }, verification] = [await one.inspect(), await verificationOf(tested, one)];
    const files = renderModel(tested.pattern, await one.inspect());
    const { parts } = scorePackage({
      verification,
      units: {
        count: unit.ids.length,
        untested: untestedUnits(unit.ids, verification.tests, files),
        undocumented: undocumentedUnits(unit.ids, files),
      },
      ruleFindings: checkSourceRules(files),
      unreproduced: [],
    });
    const judged = parts.filter(({ id }) => /^(?:wire|faults|tested|documented)$/.test(id));
    return errors([
      ...verification.tests.diagnostics.map(placedMessage),
      ...judged.flatMap(({ title, findings }) =>
        findings.map((finding) => `not "${title}": ${finding}`),
      ),
    ]);
  },
};

/** Whether what comes out compiles. */
export const compileRules: readonly CaseRule[] = [compileRule];

/** Whether what comes out passes its own tests. */
export const testRules: readonly CaseRule[] = [testsRule];

/** Both rules ask for the same run. */
const verifications = new WeakMap<TestedCase, Promise<Verification>>();

function verificationOf(tested: TestedPattern, one: TestedCase): Promise<Verification> {
  const known = verifications.get(one);
  if (known) return known;
  const verification = verifyCase(tested, one);
  verifications.set(one, verification);
  return verification;
}

async function verifyCase(tested: TestedPattern, one: TestedCase): Promise<Verification> {
  const files = renderModel(tested.pattern, await one.inspect());
  const folder = await mkdtemp(join(await realpath(tmpdir()), "agentflow-case-"));
  const directory = join(folder, "package");
  const { signal } = tested;
  try {
    const tools = findVerificationTools(tested.toolsFrom);
    await stagePackage(systemFileSystem, directory, files.map(stagedFile), {
      durability: "buffered",
      signal,
    });
    return await verifyPackage({
      fileSystem: systemFileSystem,
      directory,
      packages: { ...(await outputPackages(tested)), ...tools.packages },
      tools,
      typeScriptFlags: strictest,
      environment: process.env,
      clock: systemClock,
      signal,
      onProgress: () => undefined,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function outputPackages(tested: TestedPattern): Promise<Readonly<Record<string, string>>> {
  const manifest = manifestOf(tested);
  if (!manifest) return {};
  const pattern = { packageName: tested.pattern.id, directory: tested.directory, manifest };
  return findOutputPackages(systemFileSystem, pattern);
}

const stagedFile = ({ path, text }: CaseFile) => ({ path, content: text });

/** Flags that people compile with, whatever the generated tsconfig.json says. */
const strictest: readonly string[] = [
  "strict",
  "exactOptionalPropertyTypes",
  "noUncheckedIndexedAccess",
  "noImplicitOverride",
  "noImplicitReturns",
  "noFallthroughCasesInSwitch",
  "noPropertyAccessFromIndexSignature",
  "noUnusedLocals",
  "noUnusedParameters",
  "isolatedModules",
  "verbatimModuleSyntax",
].flatMap((flag) => [`--${flag}`, "true"]);
