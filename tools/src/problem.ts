/** Something a check found. */
export interface Problem {
  /** Relative to the repository, with forward slashes. */
  readonly file: string;
  /** 1-based; left out when the whole file is meant. */
  readonly line?: number;
  readonly message: string;
}

/** One line per problem, in the form that editors and terminals turn into links. */
export function problemText({ file, line, message }: Problem): string {
  return `${file}${line === undefined ? "" : `:${line}`}: ${message}`;
}

/** Prints the problems of one check and sets the exit code. */
export function report(check: string, problems: readonly Problem[]): void {
  for (const problem of problems) console.error(problemText(problem));
  if (problems.length > 0) process.exitCode = 1;
  console.log(`${check}: ${problems.length === 0 ? "nothing found" : `${problems.length} found`}`);
}
