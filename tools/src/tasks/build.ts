import { captureCommand, runCommand } from "../command.ts";

const commandLine = ["run-many", "--targets=build", "--output-style=static"];

/** Builds every package that changed since its last build. */
export function build(): number {
  return runCommand("nx", commandLine);
}

/** The same for a command whose standard output is for programs: only a failure is told, on standard error. */
export function buildQuietly(): number {
  const { exitCode, output } = captureCommand("nx", commandLine);
  if (exitCode !== 0) process.stderr.write(output);
  return exitCode;
}
