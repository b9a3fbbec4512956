// `npm install` writes no lock entry for a platform package that the registry at hand does not hold, and `npm ci`
// then fails everywhere with "Missing: <package>@ from lock file". This adds the entries npm would have written.
// Run it after every change of a dependency: `npm run lock`.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { completeLock } from "./lock-completion.mjs";

const file = join(dirname(dirname(fileURLToPath(import.meta.url))), "package-lock.json");
const { lock, added, unknown } = completeLock(JSON.parse(readFileSync(file, "utf8")));
if (unknown.length > 0) {
  console.error(`No platform can be read from the name of: ${unknown.join(", ")}`);
  process.exitCode = 1;
} else {
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`package-lock.json: ${added.length} platform packages added.`);
}
