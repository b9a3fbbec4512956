import { AgentFlowError, type BuildReport, errorCodes, isBuildFailedError } from "@agentflow/core";
import { systemClock } from "@agentflow/core/runtime";
import { builderOf } from "../builder.js";
import type { CommandContext } from "../command-context.js";
import type { CommandOutcome } from "../command-outcome.js";
import { buildOptions } from "../create/build-options.js";
import type { CommandLineOptions } from "../create/create-options.js";
import type { CreatePlan } from "../create/create-plan.js";
import { type PreparedCreate, prepareCreate } from "../create/prepare-create.js";
import { exitCodes } from "../exit-code.js";
import { countedText } from "../figures.js";
import { isInterruption } from "../interruption.js";
import { diagnosticsText } from "../report/diagnostics-text.js";
import { builtLine, failedLine } from "./build-line.js";
import { systemFolderEvents } from "./folder-events.js";
import { FollowedFiles } from "./followed-files.js";

/**
 * Builds a package, and again whenever a file that it is made from changes: the description, what that refers to, the
 * overlays and the configuration file. Prints one line for each build, and ends when the command is interrupted. A build
 * that fails leaves what stands there as it is, and the next change is built.
 * @throws what the first build throws before it has read a file, as without watching
 */
export async function watchIntegration(
  commandLine: CommandLineOptions,
  first: PreparedCreate,
  context: CommandContext,
): Promise<CommandOutcome> {
  checkOptions(first.plan);
  const { signal, watching = { clock: systemClock, events: systemFolderEvents } } = context.io;
  const watch = new Watch(commandLine, first, context, new FollowedFiles(watching));
  try {
    await watch.buildFirst();
    for (;;) {
      await watch.files.changed(signal);
      await watch.buildAgain();
    }
  } catch (error) {
    if (!signal.aborted || !isInterruption(signal.reason)) throw error;
    return { exitCode: exitCodes.interrupted, document: {}, text: "Stopped." };
  }
}

/** What is built again and again, and how far it has come. */
class Watch {
  readonly files: FollowedFiles;
  readonly #commandLine: CommandLineOptions;
  readonly #context: CommandContext;
  #prepared: PreparedCreate;

  constructor(
    commandLine: CommandLineOptions,
    first: PreparedCreate,
    context: CommandContext,
    files: FollowedFiles,
  ) {
    this.#commandLine = commandLine;
    this.#prepared = first;
    this.#context = context;
    this.files = files;
  }

  async buildFirst(): Promise<void> {
    const { plan, config } = this.#prepared;
    let read = 0;
    await this.#shown(
      async () => {
        if (config) this.files.reads(config.path, config.digest);
        return this.#build(plan, plan.options.force === true, () => (read += 1));
      },
      // Nothing that a change of a file could mend.
      () => read === 0,
    );
    const followed = this.files.count;
    if (followed === 0) throw nothingToFollow(plan);
    this.#context.note(`Following ${countedText(followed, "file")}; Ctrl-C ends it.`);
  }

  async buildAgain(): Promise<void> {
    await this.#shown(async () => {
      const { outDirectory } = this.#prepared.plan;
      const prepared = await prepareCreate(this.#commandLine, this.#context);
      if (prepared.config) this.files.reads(prepared.config.path, prepared.config.digest);
      checkOptions(prepared.plan);
      this.#prepared = prepared;
      // A folder that the configuration has just named may hold what this command has not written.
      const same = prepared.plan.outDirectory === outDirectory;
      return this.#build(prepared.plan, same || prepared.plan.options.force === true);
    });
  }

  async #build(
    plan: CreatePlan,
    force: boolean,
    onFile: () => void = () => undefined,
  ): Promise<BuildReport> {
    const { io } = this.#context;
    return builderOf(io, this.#prepared.project).build(plan.requirements, {
      ...buildOptions(plan, io),
      force,
      onProgress: (event) => {
        if (event.type !== "file") return;
        this.files.reads(event.path, event.digest);
        onFile();
      },
    });
  }

  /** Prints what a build came to. */
  async #shown(
    build: () => Promise<BuildReport>,
    isFinal: () => boolean = () => false,
  ): Promise<void> {
    const { io, style } = this.#context;
    try {
      const report = await build();
      io.stdout.write(`${builtLine(report, style)}\n`);
      this.#explain(report);
    } catch (error) {
      io.signal.throwIfAborted();
      if (isFinal()) throw error;
      const { name } = this.#prepared.plan.requirements;
      io.stdout.write(`${failedLine(name, error, style)}\n`);
      if (isBuildFailedError(error)) this.#explain(error.report);
    } finally {
      this.files.built();
    }
  }

  #explain({ diagnostics }: BuildReport): void {
    const { verbose, noteStyle } = this.#context;
    if (verbose && diagnostics.length > 0) {
      this.#context.note(diagnosticsText(diagnostics, noteStyle, true));
    }
  }
}

/** @throws AF_USAGE_INVALID for options that make no sense together with watching */
function checkOptions({ options }: CreatePlan): void {
  const other = (["json", "dry-run"] as const).find((name) => options[name] === true);
  if (other === undefined) return;
  throw new AgentFlowError(errorCodes.usageInvalid, `--watch cannot be used with --${other}.`, {
    help:
      other === "json"
        ? "Leave out one of them: --json prints one document, and --watch has no end."
        : "Leave out one of them: --watch writes a package whenever a file changes.",
  });
}

function nothingToFollow({ requirements }: CreatePlan): AgentFlowError {
  return new AgentFlowError(
    errorCodes.usageInvalid,
    `"${requirements.name}" is made from no file, so there is nothing to watch.`,
    { help: "Give the description as a file with --document, or leave out --watch." },
  );
}
