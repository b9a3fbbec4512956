import {
  addCommand,
  changePackages,
  chooseVersion,
  commandText,
  defaultConfigDirectory,
  judgePublisher,
  parsePatternSpecifier,
  readPublishedPattern,
  readTrustSettings,
  releaseAge,
} from "@agentflow/core";
import { catalogOptions } from "../catalog-options.js";
import type { CommandContext } from "../command-context.js";
import type { CommandOutcome } from "../command-outcome.js";
import { exitCodes } from "../exit-code.js";
import { askForTrust } from "../pattern/ask-for-trust.js";
import { checkAlias } from "../pattern/check-alias.js";
import { checkName } from "../pattern/check-name.js";
import { hoursOf } from "../pattern/hours.js";
import { projectForPackages } from "../pattern/project-for-packages.js";
import { verifyAdded } from "../pattern/verify-added.js";
import { note } from "../progress/note.js";
import { type Addition, additionDocument, additionText } from "../report/addition.js";

/**
 * `agentflow pattern add`: reads the manifest at the registry, checks name, contract, age and publisher, and only then has
 * the project's own package manager install that exact version. Nothing of the pattern runs.
 */
export async function patternAdd(
  wanted: string,
  given: Readonly<Record<string, unknown>>,
  context: CommandContext,
): Promise<CommandOutcome> {
  const { io } = context;
  const { name, range } = parsePatternSpecifier(wanted);
  const hours = hoursOf(given["minimum-age"]);
  const { directory, discovery, manager } = await projectForPackages(io);
  const { patterns } = discovery;
  if (given["accept-name"] !== true) checkName(name, patterns);
  const installedAs = typeof given["as"] === "string" ? given["as"] : name;
  checkAlias(name, installedAs, patterns);
  const settings = await readTrustSettings(directory, defaultConfigDirectory(io.environment));

  note(context, given, `Reading what is published of ${name}`);
  const published = await readPublishedPattern(name, catalogOptions(io, directory));
  const now = (io.wallTime ?? Date.now)();
  const { version, remarks } = chooseVersion(published, range, releaseAge(settings, hours, now));
  const question = judgePublisher(published, version, settings);
  const addition: Addition = {
    published,
    version,
    installedAs,
    manager,
    command: addCommand(manager, [{ name, version: version.version, alias: installedAs }], {
      exact: true,
    }),
    state: "planned",
    ...(question && { question }),
    remarks,
  };
  const standing = patterns.find((pattern) => pattern.installedAs === installedAs);
  if (standing?.packageName === name && standing.version === version.version) {
    return outcome({ ...addition, state: "present" }, context);
  }
  if (given["dry-run"] === true) return outcome(addition, context);
  const title = `${name} ${version.version}`;
  if (question && given["accept-publisher"] !== true) await askForTrust(title, question, context);

  note(
    context,
    given,
    `Installing ${title} with ${manager.name}: ${commandText(addition.command)}`,
  );
  const { environment, signal } = io;
  await changePackages(addition.command, { directory, environment, signal });
  await verifyAdded(directory, installedAs, name, version);
  return outcome({ ...addition, state: "added" }, context);
}

function outcome(addition: Addition, { style }: CommandContext): CommandOutcome {
  return {
    exitCode: exitCodes.done,
    document: additionDocument(addition),
    text: additionText(addition, style),
  };
}
