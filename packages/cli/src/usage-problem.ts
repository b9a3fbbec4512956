import type { CommanderError } from "commander";

/** What commander ended with, and the command it is about: `agentflow integrate create`. */
export class UsageProblem extends Error {
  override readonly name = "UsageProblem";
  readonly problem: CommanderError;
  readonly command: string;

  constructor(problem: CommanderError, command: string) {
    super(problem.message);
    this.problem = problem;
    this.command = command;
  }
}
