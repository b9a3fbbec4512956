import {
  AgentFlowError,
  discoverPatterns,
  errorCodes,
  type UpgradePreview,
  upgradePattern,
} from "@agentflow/core";
import { z } from "zod";
import { confirm } from "../ask.js";
import { builderOptions } from "../builder.js";
import type { CommandContext } from "../command-context.js";
import type { CommandOutcome } from "../command-outcome.js";
import { exitCodes } from "../exit-code.js";
import { hoursOf } from "../pattern/hours.js";
import { installedName } from "../pattern/installed-name.js";
import { note } from "../progress/note.js";
import { projectDirectory } from "../project.js";
import { upgradePreviewText, upgradeSummary } from "../report/upgrade-summary.js";

const optionsSchema = z
  .strictObject({
    to: z.string().regex(/\S/, "must not be empty"),
    "minimum-age": z.string(),
    accept: z.boolean(),
    "dry-run": z.boolean(),
    yes: z.boolean(),
    json: z.boolean(),
    quiet: z.boolean(),
  })
  .partial();

type UpgradeOptions = z.output<typeof optionsSchema>;

/** `agentflow pattern upgrade`: tells what another version changes, asks, and brings every integration to it. */
export async function patternUpgrade(
  name: string,
  given: Readonly<Record<string, unknown>>,
  context: CommandContext,
): Promise<CommandOutcome> {
  const { io, style } = context;
  const options = parseOptions(given);
  const project = await projectDirectory(io);
  const minimumAge = hoursOf(options["minimum-age"]);
  const report = await upgradePattern({
    builder: builderOptions(io, project),
    name: installedName(name, await discoverPatterns(project)),
    ...(options.to !== undefined && { to: options.to }),
    ...(minimumAge !== undefined && { minimumAge }),
    accept: options.accept === true,
    documentDirectory: io.workingDirectory,
    signal: io.signal,
    onStep: (step) => note(context, options, step),
    confirm: (preview) => isWanted(preview, options, context),
  });
  return {
    exitCode: exitCodes.done,
    document: report,
    text: upgradeSummary(report, io.workingDirectory, style),
  };
}

async function isWanted(
  preview: UpgradePreview,
  options: UpgradeOptions,
  context: CommandContext,
): Promise<boolean> {
  const { io, noteStyle } = context;
  if (options["dry-run"] === true) return false;
  if (!context.json) context.note(upgradePreviewText(preview, io.workingDirectory, noteStyle));
  if (options.yes === true) return true;
  const answer = await confirm("Upgrade?", context);
  if (answer !== undefined) return answer;
  throw new AgentFlowError(
    errorCodes.usageInvalid,
    "Nobody can be asked whether to upgrade, so nothing was changed.",
    { help: "Look at what it changes with --dry-run, and do it with --yes." },
  );
}

function parseOptions(given: Readonly<Record<string, unknown>>): UpgradeOptions {
  const parsed = optionsSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `--${String(path[0] ?? "")} ${message}`,
  );
  throw new AgentFlowError(errorCodes.usageInvalid, `${problems.join("; ")}.`, {
    help: 'Run "agentflow pattern upgrade --help" to see what it takes.',
  });
}
