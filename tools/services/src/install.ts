// Installs the servers that tests need and this machine does not have: `npm run services`.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fetchPackage } from "#fetch-package";
import { planInstallation } from "#installation";
import { packageFolder } from "#npm-package";
import { missingMessage, missingServices } from "#services";

const { commands, packages, problems } = planInstallation({
  missing: missingServices(),
  debian: existsSync("/etc/debian_version"),
  root: process.getuid?.() === 0,
});
for (const problem of problems) console.error(problem);
for (const [command = "", ...commandLine] of commands) {
  console.log([command, ...commandLine].join(" "));
  // An update that fails may still leave lists that are good enough: what counts is what is there at the end.
  spawnSync(command, commandLine, {
    stdio: "inherit",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}
for (const one of packages) {
  console.log(`npm pack ${one.name}@${one.version}, into ${packageFolder(one)}`);
  await fetchPackage(one).catch((error: unknown) => console.error(String(error)));
}
const missing = missingServices();
if (commands.length + packages.length > 0)
  for (const name of missing) console.error(missingMessage(name));
if (missing.length === 0) console.log("Every server that the tests need is installed.");
process.exitCode = missing.length === 0 ? 0 : 1;
