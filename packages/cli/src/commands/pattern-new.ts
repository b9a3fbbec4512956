import { resolve } from "node:path";
import { AgentFlowError, errorCodes } from "@agentflow/core";
import type { CommandContext } from "../command-context.js";
import type { CommandOutcome } from "../command-outcome.js";
import { exitCodes } from "../exit-code.js";
import { countedText } from "../figures.js";
import { askForPattern } from "../scaffold/ask-for-pattern.js";
import { patternNames } from "../scaffold/pattern-names.js";
import { scaffoldFiles } from "../scaffold/scaffold-files.js";
import { writeScaffold } from "../scaffold/write-scaffold.js";

/** `agentflow pattern new`: writes a small pattern package that passes its tests, into a folder of its name. */
export async function patternNew(
  given: {
    readonly name?: string | undefined;
    readonly extends?: string | undefined;
    readonly package?: string | undefined;
    readonly title?: string | undefined;
  },
  context: CommandContext,
): Promise<CommandOutcome> {
  const { io, style } = context;
  const { name, base } = await askForPattern({ name: given.name, base: given.extends }, context);
  if (name === undefined) {
    throw new AgentFlowError(errorCodes.usageInvalid, "A new pattern needs a name.", {
      help: "Give it one: `agentflow pattern new my-service`.",
    });
  }
  const names = patternNames(name, { packageName: given.package, title: given.title });
  const files = scaffoldFiles(names, base);
  await writeScaffold(resolve(io.workingDirectory, names.id), files);
  const steps = [`cd ${names.id}`, "npm install", "npm test", "npm run conformance"];
  return {
    exitCode: exitCodes.done,
    document: {
      package: names.packageName,
      id: names.id,
      directory: resolve(io.workingDirectory, names.id),
      files: files.map(({ path }) => path),
    },
    text: [
      `${style.bold(names.packageName)}  ${style.good("✔ written")}: ${countedText(files.length, "file")} in ${style.link(names.id)}`,
      "",
      ...steps.map((step) => `  ${step}`),
    ].join("\n"),
  };
}
