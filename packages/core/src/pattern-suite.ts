import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test, type TestContext } from "vitest";
import type { z } from "zod";
import { checks } from "./conformance/checks.js";
import { goldenFilesOf, goldenRule } from "./conformance/file-rules.js";
import { inputSchemaOf, manifestOf, schemaRule } from "./conformance/manifest-rules.js";
import type { CaseRule, PackageRule, Rule, RuleFinding } from "./conformance/rule.js";
import {
  type TestedCase,
  type TestedPattern,
  testedPattern,
} from "./conformance/tested-pattern.js";
import type { Pattern, PatternModel } from "./contract/pattern.js";

/** Milliseconds for one test: some start processes, and share their processor with others. */
const timeout = 300_000;

/**
 * Declares the tests that every pattern passes, one for each rule of `agentflow pattern test` and each case; a pattern's
 * own tests stand beside it. A case is a folder below `test` with a `case.json`. The package has to be built: processes
 * of their own import what the manifest names as `entry`.
 *
 * `vitest --update` writes the goldens and the schema of the input.
 * @param packageFile URL of the pattern's package.json
 */
export function patternSuite<Input extends z.ZodType, Model extends PatternModel>(
  pattern: Pattern<Input, Model>,
  packageFile: URL,
): void {
  const tested = testedPattern(pattern, new URL("./", packageFile));
  const rules = checks.flatMap((check) => check.rules);
  describe(`pattern ${pattern.id}`, () => {
    test.for(titled(rules.filter(isPackageRule)))("%s", { timeout }, async ([, rule], context) => {
      // What can be written anew is compared by vitest, which writes it.
      const find = rule === schemaRule ? matchSchema : rule.find;
      expect(await errorsOf(find(tested), context)).toEqual([]);
    });
  });
  for (const one of tested.cases) {
    describe(`pattern ${pattern.id}: ${one.title}`, () => {
      test.for(titled(rules.filter(isCaseRule)))("%s", { timeout }, async ([, rule], context) => {
        const find = rule === goldenRule ? matchGoldens : rule.find;
        expect(await errorsOf(find(tested, one), context)).toEqual([]);
      });
    });
  }
}

const titled = <One extends Rule>(rules: readonly One[]) =>
  rules.map((rule) => [rule.title, rule] as const);

const isPackageRule = (rule: Rule): rule is PackageRule => rule.scope === "package";
const isCaseRule = (rule: Rule): rule is CaseRule => rule.scope === "case";

/** Errors make a test fail; warnings are told with it. */
async function errorsOf(
  found: readonly RuleFinding[] | Promise<readonly RuleFinding[]>,
  context: TestContext,
): Promise<readonly string[]> {
  const findings = await found;
  for (const { severity, message } of findings) {
    if (severity === "warning") await context.annotate(message, severity);
  }
  return findings.filter(({ severity }) => severity === "error").map(({ message }) => message);
}

async function matchGoldens(tested: TestedPattern, one: TestedCase): Promise<readonly []> {
  for (const { path, text } of await goldenFilesOf(tested, one)) {
    await expect(text).toMatchFileSnapshot(join(one.directory, "golden", path));
  }
  return [];
}

/** A schema that says the same is left as it is: a formatter may have been at it. */
async function matchSchema(tested: TestedPattern): Promise<readonly []> {
  const name = manifestOf(tested)?.input;
  if (name === undefined) return [];
  const file = join(tested.directory, name);
  const schema = inputSchemaOf(tested);
  const written = existsSync(file) ? readFileSync(file, "utf8") : "{}";
  const same = isDeepStrictEqual(JSON.parse(written), schema);
  const text = same ? written : `${JSON.stringify(schema, undefined, 2)}\n`;
  await expect(text).toMatchFileSnapshot(file);
  return [];
}
