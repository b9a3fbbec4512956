import type { Diagnostic } from "../errors/diagnostic.js";
import { errorCodes } from "../errors/error-codes.js";
import { reportText } from "./report-text.js";
import { type ProgramResult, type ProgramRun, runProgram } from "./run-program.js";

/** What the compiler says about a package. */
export interface TypeCheck {
  readonly passed: boolean;
  /** One per error, the first 50; one when it did not come to an end. */
  readonly diagnostics: readonly Diagnostic[];
  /** Paths with errors, relative to the package, in the order of the errors. */
  readonly files: readonly string[];
  /** Whole milliseconds. */
  readonly duration: number;
}

const reported = 50;
const help = "Correct the file; when nobody edited it, report it to the pattern's author.";
const errorLine =
  /^(?:(?<file>[^\n]+?)\((?<line>\d+),(?<column>\d+)\): )?error (?<code>TS\d+): (?<message>.*)$/gm;

/**
 * Type-checks the package in a folder with its own tsconfig.json.
 * @param flags go before what the tsconfig.json says
 */
export async function typeCheck(
  run: Omit<ProgramRun, "args">,
  flags: readonly string[] = [],
): Promise<TypeCheck> {
  const args = ["-p", "tsconfig.json", "--noEmit", "--pretty", "false", ...flags];
  return readTypeCheck(await runProgram({ ...run, args }));
}

function readTypeCheck(result: ProgramResult): TypeCheck {
  const { exitCode, duration } = result;
  if (exitCode === 0) return { passed: true, diagnostics: [], files: [], duration };
  const errors = [...result.stdout.matchAll(errorLine)];
  const files = [...new Set(errors.flatMap(({ groups }) => groups?.["file"] ?? []))];
  const diagnostics = errors.slice(0, reported).map(errorDiagnostic);
  if (errors.length === 0) diagnostics.push(crashed(result));
  if (errors.length > reported) {
    diagnostics.push(
      failure(`The type check found ${errors.length} errors; the first ${reported} are listed.`),
    );
  }
  return { passed: false, diagnostics, files, duration };
}

function errorDiagnostic({ groups = {} }: RegExpExecArray): Diagnostic {
  const { file, line, column, code = "", message = "" } = groups;
  return {
    ...failure(`${code}: ${reportText(message)}`),
    ...(file !== undefined && {
      location: { source: file, line: Number(line), column: Number(column) },
    }),
  };
}

function crashed({ exitCode, timedOut, stdout, stderr }: ProgramResult): Diagnostic {
  const end = timedOut
    ? "took too long"
    : `ended with ${exitCode ?? "a signal"} and without an error`;
  return failure(`The type check ${end}: ${reportText(stderr || stdout)}`);
}

function failure(message: string): Diagnostic {
  return { code: errorCodes.typecheckFailed, severity: "error", message, help };
}
