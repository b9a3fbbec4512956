import { releasePackages } from "./release/release-packages.ts";

// Of the repository in the working directory. `--dry-run` only says what would be done.
process.exitCode = await releasePackages({
  root: process.cwd(),
  environment: process.env,
  dryRun: process.argv.includes("--dry-run"),
});
