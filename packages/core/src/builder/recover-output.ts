import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral } from "../template/literal.js";
import type { FileSystem } from "./file-system.js";
import type { OutputLocation } from "./output-location.js";
import { readPackageRecord } from "./package-record.js";
import { checkUserFiles, findUserFiles, moveUserFiles } from "./user-files.js";

/**
 * Repairs what a killed process left, under the lock: the old package where the new one had not taken its place yet,
 * the new one with the user's files moved into it where it had. Leftovers are removed.
 * @throws AF_OUTPUT_FOREIGN when something else stands in the package's place by now
 */
export async function recoverOutput(
  fileSystem: FileSystem,
  location: OutputLocation,
): Promise<void> {
  const { directory, staged, old, trash, check } = location;
  const left = await fileSystem.status(old);
  // A run leaves a folder there. Anything else, such as a link, was put there by somebody else.
  if (left && left.kind !== "directory") {
    await fileSystem.remove(old);
  } else if (left) {
    if (await isAbsent(fileSystem, directory)) await fileSystem.rename(old, directory);
    else await finishReplacing(fileSystem, location);
  }
  for (const leftover of [staged, trash, check]) {
    if (await fileSystem.status(leftover)) await fileSystem.remove(leftover);
  }
}

async function finishReplacing(
  fileSystem: FileSystem,
  { directory, old, trash }: OutputLocation,
): Promise<void> {
  const replacement = {
    old: await readPackageRecord(fileSystem, old),
    new: await readPackageRecord(fileSystem, directory).catch((error: unknown) => {
      throw new AgentFlowError(
        errorCodes.outputForeign,
        `${stringLiteral(directory)} is no generated package, and an interrupted run left the former one in ${stringLiteral(old)}.`,
        {
          help: `Move one of them away; ${stringLiteral(old)} may hold files of yours.`,
          cause: error,
        },
      );
    }),
  };
  const userFiles = await findUserFiles(fileSystem, old, replacement);
  checkUserFiles(old, userFiles, replacement);
  for (const path of userFiles) {
    if (!(await fileSystem.status(`${directory}/${path}`))) continue;
    throw new AgentFlowError(
      errorCodes.outputForeign,
      `An interrupted run left ${stringLiteral(`${old}/${path}`)}, and ${stringLiteral(directory)} has a file of that name too.`,
      { help: "Keep the one you need, remove the other, and run the command again." },
    );
  }
  await moveUserFiles(fileSystem, old, directory, userFiles, []);
  await fileSystem.rename(old, trash);
}

/** Whether nothing is there, or an empty folder, which is then removed. */
async function isAbsent(fileSystem: FileSystem, directory: string): Promise<boolean> {
  const status = await fileSystem.status(directory);
  if (!status) return true;
  if (status.kind !== "directory") return false;
  if ((await fileSystem.readFolder(directory)).length > 0) return false;
  await fileSystem.removeEmptyFolder(directory);
  return true;
}
