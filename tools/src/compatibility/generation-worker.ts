/**
 * The process that generates packages, one after another, for its parent. What it is asked for: `GenerationRequest`;
 * what it answers: `Generation`.
 */
import { basename, dirname } from "node:path";
import {
  type AgentFlowError,
  createBuilder,
  type Diagnostic,
  isAgentFlowError,
  isBuildFailedError,
} from "@agentflow/core";
import type { GenerationRequest } from "./generator.ts";
import type { Generation, Problem } from "./result.ts";

// Nothing is verified here, so no tool is asked for.
const tools = { typescript: "", vitest: "", packages: {} };

process.on("message", (request) => {
  // A rejection ends the process, which the parent counts as a crash.
  void generate(request as GenerationRequest).then((answer) => process.send?.(answer));
});
process.on("disconnect", () => process.exit());

async function generate(request: GenerationRequest): Promise<Generation> {
  const { name, file, directory, projectDirectory } = request;
  const builder = createBuilder({ projectDirectory, tools });
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  try {
    // By its name alone, so that no message tells where the cache of this machine is.
    const requirements = { name, type: "api", document: basename(file), options: {} };
    const report = await builder.build(requirements, {
      outDirectory: directory,
      documentDirectory: dirname(file),
      verify: false,
    });
    return {
      seconds: seconds(),
      operations: report.units.count,
      leftOut: leftOut(report.diagnostics),
      files: report.files,
      bytes: report.bytes,
      problems: report.diagnostics.filter(({ severity }) => severity === "error").map(problemOf),
    };
  } catch (error) {
    return {
      seconds: seconds(),
      operations: 0,
      leftOut: isAgentFlowError(error) ? leftOut(error.diagnostics) : [],
      files: 0,
      bytes: 0,
      problems: problemsOf(error),
    };
  }
}

function problemsOf(error: unknown): readonly Problem[] {
  if (isBuildFailedError(error)) {
    return error.report.diagnostics.filter(({ severity }) => severity === "error").map(problemOf);
  }
  if (isAgentFlowError(error)) return [problemOf(error)];
  return [
    { code: "CRASHED", message: error instanceof Error ? String(error.stack) : String(error) },
  ];
}

function leftOut(diagnostics: readonly Diagnostic[]): readonly Problem[] {
  return diagnostics.filter(({ code }) => code === "AF_OPERATION_UNUSABLE").map(problemOf);
}

function problemOf({ code, message, location }: AgentFlowError | Diagnostic): Problem {
  return { code, message, ...(location?.pointer !== undefined && { place: location.pointer }) };
}
