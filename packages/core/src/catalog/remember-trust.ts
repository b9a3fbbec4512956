import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { compareText } from "../template/compare-text.js";
import { type Json, jsonText, stringLiteral, visible } from "../template/literal.js";
import type { TrustQuestion } from "./judge-publisher.js";
import { readUserTrust, userTrustFile } from "./trust-settings.js";

/**
 * Writes down that the user trusts somebody at a registry, so that the question is asked once. What else is in the file
 * stays; it is replaced as a whole.
 * @param configDirectory the folder of the user's settings; made when it is not there
 * @throws AF_CONFIG_INVALID when the file that is there cannot be used
 * @throws AF_WRITE_FAILED when it cannot be written
 */
export async function rememberTrust(
  { registry, subject }: TrustQuestion,
  configDirectory: string,
): Promise<void> {
  const { trusted = {}, ...limits } = await readUserTrust(configDirectory);
  const subjects = new Map(Object.entries(trusted));
  subjects.set(
    registry,
    [...new Set([...(subjects.get(registry) ?? []), subject])].toSorted(compareText),
  );
  const sorted = [...subjects].toSorted(([left], [right]) => compareText(left, right));
  // The schema's own output: plain JSON.
  const content = { ...limits, trusted: Object.fromEntries(sorted) } as Json;
  const path = join(configDirectory, userTrustFile);
  const staged = `${path}.${process.pid}`;
  try {
    await mkdir(configDirectory, { recursive: true });
    await writeFile(staged, `${jsonText(content, 2)}\n`, { mode: 0o600 });
    await rename(staged, path);
  } catch (error) {
    await rm(staged, { force: true }).catch(() => undefined);
    const reason = visible(error instanceof Error ? error.message : String(error));
    throw new AgentFlowError(
      errorCodes.writeFailed,
      `${stringLiteral(path)} cannot be written: ${reason}`,
      { help: "Make it writable, or name another folder in AGENTFLOW_CONFIG.", cause: error },
    );
  }
}
