import { resolve } from "node:path";
import { AgentFlowError, type Builder, errorCodes } from "@agentflow/core";
import { shellWord } from "../shell-word.js";

/**
 * The folder of the package that is meant: the one that is named, or the only one that the project has.
 * @throws AF_USAGE_INVALID when the project has none or several and none is named, or two are
 */
export async function findPackage(
  builder: Builder,
  workingDirectory: string,
  argument: string | undefined,
  out: string | undefined,
): Promise<string> {
  if (argument !== undefined && out !== undefined) {
    throw new AgentFlowError(errorCodes.usageInvalid, "The command names two folders.", {
      help: "Give the folder of the package once: as it is, or with --out.",
    });
  }
  const named = argument ?? out;
  if (named !== undefined) return resolve(workingDirectory, named);
  const standing = (await builder.list()).filter(({ state }) => state !== "missing");
  const [only] = standing;
  if (only !== undefined && standing.length === 1) return only.directory;
  throw new AgentFlowError(
    errorCodes.usageInvalid,
    standing.length === 0
      ? "The project has no integration to compare."
      : `The project has ${standing.length} integrations, and the command names none.`,
    {
      help:
        only === undefined
          ? 'Make one with "agentflow integrate create", or give the folder of a package.'
          : `Give its folder, such as "agentflow integrate diff ${shellWord(only.directory)}".`,
    },
  );
}
