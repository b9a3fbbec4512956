import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { AgentFlowError, errorCodes, type Script } from "@agentflow/core";

/**
 * Writes scripts into a folder, which is made when it is not there. A file of that name that says something else stays.
 * @returns the absolute paths
 * @throws AF_OUTPUT_FOREIGN naming a file that is in the way, AF_OUTPUT_UNWRITABLE naming the folder
 */
export async function writeScripts(
  scripts: readonly Script[],
  folder: string,
  workingDirectory: string,
): Promise<readonly string[]> {
  const directory = resolve(workingDirectory, folder);
  // A pattern's file name is no path.
  const files = scripts.map((script) => ({
    path: join(directory, basename(script.fileName)),
    text: script.text,
  }));
  for (const { path, text } of files) {
    const standing = await readFile(path, "utf8").catch(() => undefined);
    if (standing === undefined || standing === text) continue;
    throw new AgentFlowError(
      errorCodes.outputForeign,
      `${JSON.stringify(path)} already holds another text.`,
      { help: "Move it, or choose another folder with --write-sql." },
    );
  }
  try {
    if (files.length > 0) await mkdir(directory, { recursive: true });
    for (const { path, text } of files) await writeFile(path, text);
  } catch (error) {
    throw new AgentFlowError(
      errorCodes.outputUnwritable,
      `${JSON.stringify(directory)} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
      { help: "Choose another folder with --write-sql, or correct its permissions.", cause: error },
    );
  }
  return files.map(({ path }) => path);
}
