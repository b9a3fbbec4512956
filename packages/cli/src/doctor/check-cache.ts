import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { dirname } from "node:path";
import type { Finding } from "./finding.js";

/** Whether documents from npm can be kept; it creates nothing. */
export async function checkCache(directory: string): Promise<Finding> {
  const finding = { id: "cache", title: "Cache folder" } as const;
  const code = await whyUnwritable(directory);
  if (code === undefined) return { ...finding, state: "ok", message: `${directory} is writable.` };
  return {
    ...finding,
    state: "fail",
    message: `${directory} is not writable (${code}).`,
    help: "Correct its permissions, or name another folder in AGENTFLOW_CACHE.",
  };
}

/** The system's code for it, or undefined: what does not exist yet is as writable as the folder it would be made in. */
async function whyUnwritable(directory: string): Promise<string | undefined> {
  try {
    await access(directory, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    const parent = dirname(directory);
    return code === "ENOENT" && parent !== directory ? whyUnwritable(parent) : code;
  }
}
