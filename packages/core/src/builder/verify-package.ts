import { join } from "node:path";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import type { Clock } from "../runtime/clock.js";
import { stringLiteral } from "../template/literal.js";
import type { BuildProgressListener } from "./build-progress.js";
import type { VerificationTools } from "./builder.js";
import type { FileSystem } from "./file-system.js";
import { linkPackages } from "./link-packages.js";
import { settleBoth } from "./settle-both.js";
import { runTests, type TestRun } from "./test-run.js";
import { typeCheck, type TypeCheck } from "./type-check.js";
import { verificationEnvironment } from "./verification-environment.js";

/** What is to be verified, and with what. */
export interface VerificationRequest {
  readonly fileSystem: FileSystem;
  /** A folder that is thrown away or cleaned afterwards: it gets a node_modules. */
  readonly directory: string;
  /** Packages that its imports may resolve to, by name. */
  readonly packages: Readonly<Record<string, string>>;
  readonly tools: VerificationTools;
  /** Options of the compiler that go before the package's own. Default: none. */
  readonly typeScriptFlags?: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onProgress: BuildProgressListener;
}

/** What the compiler and the tests say about a package. */
export interface Verification {
  readonly types: TypeCheck;
  readonly tests: TestRun;
}

/**
 * Type-checks and tests the package in a folder, both at once.
 * @throws AF_VERIFIER_UNAVAILABLE when a tool is not where it is said to be
 */
export async function verifyPackage(request: VerificationRequest): Promise<Verification> {
  const { fileSystem, directory, tools, clock, signal, onProgress } = request;
  for (const path of [tools.typescript, tools.vitest, ...Object.values(request.packages)]) {
    await checkPresent(fileSystem, path);
  }
  await linkPackages(fileSystem, directory, request.packages);
  const environment = verificationEnvironment(request.environment);
  const run = { directory, environment, signal, clock };
  const staged = async <Result extends { readonly duration: number }>(
    stage: "typecheck" | "tests",
    result: Promise<Result>,
  ): Promise<Result> => {
    onProgress({ type: "stage-started", stage });
    const { duration } = await result;
    onProgress({ type: "stage-finished", stage, duration });
    return result;
  };
  const reportPath = join(directory, "node_modules", ".agentflow-tests.json");
  const [types, tests] = await settleBoth(
    staged("typecheck", typeCheck({ ...run, program: tools.typescript }, request.typeScriptFlags)),
    staged("tests", runTests({ ...run, program: tools.vitest }, fileSystem, reportPath)),
  );
  return { types, tests };
}

async function checkPresent(fileSystem: FileSystem, path: string): Promise<void> {
  if (await fileSystem.status(path)) return;
  throw new AgentFlowError(
    errorCodes.verifierUnavailable,
    `${stringLiteral(path)}, which verifying a package needs, does not exist.`,
    {
      help: "Install @agentflow/cli with its dependencies again, or skip verifying with --no-verify.",
    },
  );
}
