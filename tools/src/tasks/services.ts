import { runScript } from "../command.ts";

/** Installs the servers that tests need, where that can be done without asking. */
export function services(): number {
  return runScript("tools/services/src/install.ts");
}
