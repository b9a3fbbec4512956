import { z } from "zod";
import { contractVersion } from "../contract/manifest.js";
import { ownDirectory } from "../builder/core-directory.js";
import { readPackageJson } from "../registry/package-json.js";
import { type Clock, systemClock } from "../runtime/clock.js";
import { checks } from "./checks.js";
import type { CheckResult, ConformanceFinding, ConformanceReport } from "./conformance-report.js";
import type { Check, Rule, RuleFinding } from "./rule.js";
import type { TestedPattern } from "./tested-pattern.js";

/** How a pattern is tested. */
export interface TestPatternOptions {
  /** Default: the machine's. */
  readonly clock?: Pick<Clock, "now">;
  /** Is told of each check before it starts. */
  readonly onCheck?: (check: Pick<Check, "id" | "title">) => void;
}

/**
 * Runs every check of the conformance kit on a built pattern.
 * @throws the reason of its signal when that aborts
 */
export async function testPattern(
  tested: TestedPattern,
  { clock = systemClock, onCheck }: TestPatternOptions = {},
): Promise<ConformanceReport> {
  const results: CheckResult[] = [];
  for (const check of checks) {
    tested.signal.throwIfAborted();
    onCheck?.(check);
    const started = clock.now();
    const findings = await findingsOf(check, tested);
    const { id, title, weight } = check;
    const duration = Math.round(clock.now() - started);
    results.push({ id, title, weight, score: scoreOf(weight, findings), duration, findings });
  }
  const score = results.reduce((sum, result) => sum + result.score, 0);
  const passed = results.every(({ findings }) => findings.every(isWarning));
  const { name, version } = named.parse(tested.packageJson);
  const { version: core } = named.parse(await readPackageJson(await ownDirectory()));
  return {
    pattern: { package: name, version, id: tested.pattern.id },
    core,
    contract: contractVersion,
    cases: tested.cases.map(({ title }) => title),
    passed,
    score,
    checks: results,
    badge: badgeOf(score, core),
  };
}

/**
 * The badge is text in code marks: it looks the same on npm, on a forge and in a terminal, and reading a README asks no
 * server for a picture.
 */
export function badgeOf(score: number, core: string): string {
  return `**AgentFlow pattern** \`contract ${contractVersion}\` \`conformance ${score}/100\` \`core ${core}\``;
}

async function findingsOf(
  check: Check,
  tested: TestedPattern,
): Promise<readonly ConformanceFinding[]> {
  const found: ConformanceFinding[] = [];
  for (const rule of check.rules) {
    const tries = rule.scope === "package" ? [undefined] : tested.cases;
    for (const one of tries) {
      const findings = await ruleFindings(rule, tested, one);
      const { title, help } = rule;
      found.push(
        ...findings.map((finding) => ({
          ...finding,
          rule: title,
          ...(one && { case: one.title }),
          help,
        })),
      );
    }
    // Without a case nothing was shown, and what was not shown gives no points.
    if (rule.scope === "case" && tested.cases.length === 0) {
      const message = "not tried: there is no case";
      found.push({ severity: "error", message, rule: rule.title, help: rule.help });
    }
  }
  return found;
}

/** A rule that cannot be tried did not hold: most often because the pattern throws. */
async function ruleFindings(
  rule: Rule,
  tested: TestedPattern,
  one: TestedPattern["cases"][number] | undefined,
): Promise<readonly RuleFinding[]> {
  try {
    if (rule.scope === "package") return await rule.find(tested);
    return one ? await rule.find(tested, one) : [];
  } catch (error) {
    return [{ severity: "error", message: error instanceof Error ? error.message : String(error) }];
  }
}

function scoreOf(weight: number, findings: readonly RuleFinding[]): number {
  if (findings.length === 0) return weight;
  return findings.every(isWarning) ? weight / 2 : 0;
}

const isWarning = ({ severity }: RuleFinding): boolean => severity === "warning";

const named = z.object({ name: z.string(), version: z.string().default("0.0.0") });
