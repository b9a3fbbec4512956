import { runCommand } from "../command.ts";

/** Builds every package that changed since its last build. */
export function build(): number {
  return runCommand("nx", ["run-many", "--targets=build", "--output-style=static"]);
}
