import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test, type TestContext } from "vitest";
import type { z } from "zod";
import { checks } from "./conformance/checks.js";
import { goldenFilesOf, goldenRule } from "./conformance/file-rules.js";
import { inputSchemaOf, manifestOf, schemaRule } from "./conformance/manifest-rules.js";
import type { Rule, RuleFinding } from "./conformance/rule.js";
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
  describe(`pattern ${pattern.id}`, () => declare("package", tested));
  for (const one of tested.cases) {
    describe(`pattern ${pattern.id}: ${one.title}`, () => declare("case", tested, one));
  }
}

function declare(scope: Rule["scope"], tested: TestedPattern, one?: TestedCase): void {
  for (const rule of checks.flatMap(({ rules }) => rules)) {
    if (rule.scope !== scope) continue;
    test(rule.title, { timeout }, async (context) => {
      // What can be written anew is compared by vitest, which writes it.
      if (rule === schemaRule) await matchSchema(tested);
      else if (rule === goldenRule && one) await matchGoldens(tested, one);
      else if (rule.scope === "package") await expectNone(await rule.find(tested), context);
      else if (one) await expectNone(await rule.find(tested, one), context);
    });
  }
}

async function expectNone(findings: readonly RuleFinding[], context: TestContext): Promise<void> {
  const [errors, warnings] = [[] as string[], [] as string[]];
  for (const { severity, message } of findings) {
    (severity === "error" ? errors : warnings).push(message);
  }
  for (const message of warnings) await context.annotate(message, "warning");
  expect(errors).toEqual([]);
}

async function matchGoldens(tested: TestedPattern, one: TestedCase): Promise<void> {
  for (const { path, text } of await goldenFilesOf(tested, one)) {
    await expect(text).toMatchFileSnapshot(join(one.directory, "golden", path));
  }
}

/** A schema that says the same is left as it is: a formatter may have been at it. */
async function matchSchema(tested: TestedPattern): Promise<void> {
  const name = manifestOf(tested)?.input;
  if (name === undefined) return;
  const file = join(tested.directory, name);
  const schema = inputSchemaOf(tested);
  const written = existsSync(file) ? readFileSync(file, "utf8") : "{}";
  const same = isDeepStrictEqual(JSON.parse(written), schema);
  const text = same ? written : `${JSON.stringify(schema, undefined, 2)}\n`;
  await expect(text).toMatchFileSnapshot(file);
}
