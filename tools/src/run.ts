import { runCommand } from "./command.ts";
import { benchmark } from "./tasks/benchmark.ts";
import { build } from "./tasks/build.ts";
import { check } from "./tasks/check.ts";
import { compatibility } from "./tasks/compatibility.ts";
import { coverage } from "./tasks/coverage.ts";
import { demo, demoDatabase } from "./tasks/demo.ts";
import { demoAll } from "./tasks/demo-all.ts";
import { mutation } from "./tasks/mutation.ts";
import { release } from "./tasks/release.ts";
import { schemas } from "./tasks/schemas.ts";
import { services } from "./tasks/services.ts";
import { test } from "./tasks/test.ts";
import { versionPackages } from "./tasks/version-packages.ts";

/** What the root scripts can run. A task prints what it does and returns the exit code. */
const tasks: Readonly<Record<string, (commandLine: readonly string[]) => number>> = {
  benchmark,
  build,
  changeset: (commandLine) => runCommand("@changesets/cli", commandLine),
  check,
  compatibility,
  coverage,
  demo,
  "demo:all": demoAll,
  "demo:database": demoDatabase,
  format: () => runCommand("oxfmt", ["."]),
  mutation,
  release,
  schemas,
  services,
  test,
  "version-packages": versionPackages,
};

const [name = "", ...commandLine] = process.argv.slice(2);
const task = tasks[name];
if (task) {
  process.exitCode = task(commandLine);
} else {
  console.error(`"${name}" is not one of ${Object.keys(tasks).join(", ")}.`);
  process.exitCode = 2;
}
