import { resolve } from "node:path";
import {
  AgentFlowError,
  type Diagnostic,
  discoverPatterns,
  errorCodes,
  findProject,
  loadPattern,
} from "@agentflow/core";
import { testedPattern, testPattern } from "@agentflow/core/conformance";
import type { CommandContext } from "../command-context.js";
import type { CommandOutcome } from "../command-outcome.js";
import { exitCodes } from "../exit-code.js";
import { conformanceSummary } from "../report/conformance-summary.js";
import { commandFile } from "../verification-tools.js";

/** `agentflow pattern test`: fails with exit code 5 when the pattern breaks a rule. */
export async function patternTest(
  folder: string,
  given: Readonly<Record<string, unknown>>,
  context: CommandContext,
): Promise<CommandOutcome> {
  const { io, style, noteStyle } = context;
  const place = resolve(io.workingDirectory, folder);
  const directory = (await findProject(place)) ?? place;
  const { patterns, problems } = await discoverPatterns(directory);
  const discovered = patterns.find((found) => found.directory === directory);
  if (!discovered) throw noPattern(directory, problems[0]);
  const pattern = await loadPattern(discovered);
  // What `integrate create` would verify its packages with.
  const tools = { signal: io.signal, toolsFrom: commandFile };
  const report = await testPattern(testedPattern(pattern, directory, tools), {
    onCheck: ({ title }) => {
      if (given["quiet"] !== true) context.note(noteStyle.dim(`${title} …`));
    },
  });
  return {
    exitCode: report.passed ? exitCodes.done : exitCodes.verification,
    document: report,
    text: conformanceSummary(report, style),
  };
}

function noPattern(directory: string, problem: Diagnostic | undefined): AgentFlowError {
  if (problem) return new AgentFlowError(problem.code, problem.message, { help: problem.help });
  return new AgentFlowError(
    errorCodes.manifestInvalid,
    `${directory} is no pattern: its package.json has no "agentflow" manifest.`,
    { help: "Name the folder of a pattern, or start one with `agentflow pattern new`." },
  );
}
