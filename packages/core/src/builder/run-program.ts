import { type ProcessResult, type ProcessRun, runProcess } from "../installation/run-process.js";

/** A Node program to run; `program` is the absolute path of its JavaScript file. */
export type ProgramRun = ProcessRun;

export type ProgramResult = ProcessResult;

/**
 * Runs a Node program by the Node that runs this one.
 * @throws AF_INTERRUPTED when `signal` aborts, after the program has ended
 */
export function runProgram({ program, args, ...run }: ProgramRun): Promise<ProgramResult> {
  return runProcess({ ...run, program: process.execPath, args: [program, ...args] });
}
