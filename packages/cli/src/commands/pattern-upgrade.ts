import { AgentFlowError, errorCodes, upgradePattern, type UpgradePreview } from "@agentflow/core";
import { z } from "zod";
import { builderOptions } from "../builder.js";
import type { CommandContext } from "../command-context.js";
import type { CommandOutcome } from "../command-outcome.js";
import { exitCodes } from "../exit-code.js";
import { projectDirectory } from "../project.js";
import { upgradePreviewText, upgradeSummary } from "../report/upgrade-summary.js";
import { terminalLine } from "../terminal-text.js";

const optionsSchema = z
  .strictObject({
    to: z.string().regex(/\S/, "must not be empty"),
    "minimum-age": z.coerce.number("must be a number").min(0, "must not be negative"),
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
  const quiet = options.quiet === true;
  const report = await upgradePattern({
    builder: builderOptions(io, await projectDirectory(io)),
    name,
    ...(options.to !== undefined && { to: options.to }),
    ...(options["minimum-age"] !== undefined && { minimumAge: options["minimum-age"] }),
    accept: options.accept === true,
    documentDirectory: io.workingDirectory,
    signal: io.signal,
    onStep: (step) => quiet || context.note(context.noteStyle.dim(`${terminalLine(step)} …`)),
    confirm: (preview) => confirm(preview, options, context),
  });
  return {
    exitCode: exitCodes.done,
    document: report,
    text: upgradeSummary(report, io.workingDirectory, style),
  };
}

async function confirm(
  preview: UpgradePreview,
  options: UpgradeOptions,
  context: CommandContext,
): Promise<boolean> {
  const { io, noteStyle } = context;
  if (options["dry-run"] === true) return false;
  if (!context.json) context.note(upgradePreviewText(preview, io.workingDirectory, noteStyle));
  if (options.yes === true) return true;
  if (io.ask && !context.json) {
    return /^y(?:es)?$/i.test(((await io.ask("\nUpgrade? [y/N] ")) ?? "").trim());
  }
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
