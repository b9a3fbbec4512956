import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { AgentFlowError, errorCodes, stringLiteral } from "@agentflow/core";
import type { ScaffoldFile } from "./scaffold-files.js";

/**
 * Writes the files into a folder that is not there yet, or empty.
 * @throws AF_OUTPUT_EXISTS when something stands there
 */
export async function writeScaffold(
  directory: string,
  files: readonly ScaffoldFile[],
): Promise<void> {
  if (!(await isFree(directory))) {
    throw new AgentFlowError(
      errorCodes.outputExists,
      `${stringLiteral(directory)} is there already, and is not empty.`,
      { help: "Take another name, or run the command in another folder. Nothing was written." },
    );
  }
  for (const { path, text } of files) {
    const file = join(directory, path);
    await mkdir(dirname(file), { recursive: true });
    // What has come there in the meantime is not replaced either.
    await writeFile(file, text, { flag: "wx" });
  }
}

async function isFree(directory: string): Promise<boolean> {
  try {
    return (await readdir(directory)).length === 0;
  } catch (error) {
    // Node's own errors carry a code.
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return true;
    if (code === "ENOTDIR") return false;
    throw error;
  }
}
