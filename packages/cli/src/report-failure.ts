import { inspect } from "node:util";
import {
  AgentFlowError,
  type Diagnostic,
  diagnosticOf,
  errorCodes,
  isAgentFlowError,
  isBuildFailedError,
  redact,
} from "@agentflow/core";
import type { CommandContext } from "./command-context.js";
import { diagnosticText } from "./diagnostic-text.js";
import { type ExitCode, exitCodeOf } from "./exit-code.js";
import { isInterruption } from "./interruption.js";
import { diagnosticsText } from "./report/diagnostics-text.js";
import { scorePartLines } from "./report/score-text.js";
import { documentText } from "./report-outcome.js";
import { terminalText } from "./terminal-text.js";
import { UsageProblem } from "./usage-problem.js";

/** Prints why the command failed, in the form the user asked for, and gives its exit code. */
export function reportFailure(thrown: unknown, context: CommandContext): ExitCode {
  const { io, json } = context;
  const { signal } = io;
  // A crash aborts the signal with what was thrown, and the command then ends as if it was interrupted.
  const crashed = signal.aborted && !isInterruption(signal.reason);
  const cause: unknown = crashed ? signal.reason : thrown;
  const error = signal.aborted && !crashed ? interrupted() : agentFlowErrorOf(cause);
  if (json) io.stdout.write(`${documentText(failureDocument(error, context))}\n`);
  else context.note(failureText(error, context));
  if (io.environment["AGENTFLOW_DEBUG"] === "1") context.note(terminalText(redact(inspect(cause))));
  return exitCodeOf(error.code);
}

/** What `--json` prints of a failure; `report` when a package was built and did not hold. */
function failureDocument(error: AgentFlowError, { candidates }: CommandContext): object {
  const { code, message, help, location } = diagnosticOf(error);
  return {
    error: { code, message, help, ...(location && { location }) },
    diagnostics: diagnosticsOf(error),
    ...(candidates && { candidates }),
    ...(isBuildFailedError(error) && { report: error.report }),
  };
}

/** What else was found, the score when there is one, and the error itself last, where eyes end. */
function failureText(error: AgentFlowError, { noteStyle: style, verbose }: CommandContext): string {
  const diagnostics = diagnosticsText(diagnosticsOf(error), style, verbose);
  return [
    ...(diagnostics === "" ? [] : [diagnostics]),
    ...(isBuildFailedError(error) ? ["", ...scorePartLines(error.report.score, style), ""] : []),
    diagnosticText(diagnosticOf(error), style),
  ].join("\n");
}

function diagnosticsOf(error: AgentFlowError): readonly Diagnostic[] {
  return isBuildFailedError(error) ? error.report.diagnostics : error.diagnostics;
}

/** The tools' own errors as they are; wrong usage and surprises with a code of their own. */
function agentFlowErrorOf(thrown: unknown): AgentFlowError {
  if (isAgentFlowError(thrown)) return thrown;
  if (thrown instanceof UsageProblem) return usageError(thrown);
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new AgentFlowError(errorCodes.internal, `The command failed unexpectedly: ${reason}`, {
    help: "Run it again with AGENTFLOW_DEBUG=1 and report what it prints to the maintainers of @agentflow/cli.",
    cause: thrown,
  });
}

function interrupted(): AgentFlowError {
  return new AgentFlowError(errorCodes.interrupted, "The command was interrupted.", {
    help: "Nothing half-written is left; run it again.",
  });
}

/** Commander's text as a sentence, with its suggestion as what to do next. */
function usageError({ problem, command }: UsageProblem): AgentFlowError {
  const help = `Run "${command} --help" to see what it takes.`;
  if (problem.code === "commander.help") {
    return new AgentFlowError(errorCodes.usageInvalid, `"${command}" needs a command.`, { help });
  }
  const [, text = "", suggestion] =
    /^(?:error: )?(.*?)(?:\n\((.*)\))?$/s.exec(problem.message) ?? [];
  const sentence = `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`.replace(/\.?$/, ".");
  return new AgentFlowError(errorCodes.usageInvalid, sentence, {
    help: suggestion === undefined ? help : `${suggestion} ${help}`,
  });
}
