export type { CommandIo, CommandStream } from "./command-io.js";
export { type ExitCode, exitCodeOf, exitCodes } from "./exit-code.js";
export { type ProcessHost, type ProcessStream, runProcess } from "./run-process.js";
export { run } from "./run.js";
