import { type ProcessHost, runProcess } from "@agentflow/cli";

/** `npm create agentflow-pattern …`: `agentflow pattern new` with the same arguments, for whoever has not installed it. */
export async function createPattern(host: ProcessHost): Promise<void> {
  await runProcess(host, ["pattern", "new", ...host.argv.slice(2)]);
}
