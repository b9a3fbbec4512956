import { Command, CommanderError, Option } from "commander";
import type { CommandContext } from "./command-context.js";
import type { CommandOutcome } from "./command-outcome.js";
import { UsageProblem } from "./usage-problem.js";
import { commandVersion } from "./version.js";

type Given = Readonly<Record<string, unknown>>;
type Finish = (outcome: CommandOutcome) => void;

/**
 * Declares every command with its options and examples. What a command does is imported when it runs, so that
 * `--version` and `--help` load nothing else.
 */
export function createProgram(context: CommandContext, finish: Finish): Command {
  const program = new Command("agentflow")
    .description("Verified, typed adapter packages for the services a product needs.")
    .version(commandVersion(), "-v, --version", "print the version")
    .helpOption("-h, --help", "print this help");
  declareIntegrate(program.command("integrate"), context, finish);
  declarePattern(program.command("pattern"), context, finish);
  declareDoctor(program.command("doctor"), context, finish);
  examples(program, [
    "agentflow integrate create --name GitHub --type api",
    "agentflow pattern list",
    "agentflow doctor",
  ]);
  connect(program, context);
  return program;
}

function declareIntegrate(integrate: Command, context: CommandContext, finish: Finish): void {
  integrate.description("create, check and list the integrations of a project");
  declareCreate(integrate.command("create"), context, finish);
  const validate = integrate
    .command("validate")
    .description("run every check on a generated package as it stands, edited or not")
    .argument("<directory>", "folder of the package")
    .addOption(jsonOption())
    .addOption(quietOption())
    .action(async (directory: string, _options, command: Command) => {
      const { integrateValidate } = await import("./commands/integrate-validate.js");
      finish(await integrateValidate(directory, given(command), context));
    });
  examples(validate, [
    "agentflow integrate validate integrations/github",
    "agentflow integrate validate integrations/github --json",
  ]);
  const list = integrate
    .command("list")
    .description("list the integrations that the project knows")
    .addOption(jsonOption())
    .action(async () => {
      const { integrateList } = await import("./commands/integrate-list.js");
      finish(await integrateList(context));
    });
  examples(list, ["agentflow integrate list", "agentflow integrate list --json"]);
  examples(integrate, ["agentflow integrate create --name GitHub --type api"]);
}

function declareCreate(create: Command, context: CommandContext, finish: Finish): void {
  create
    .description("write a verified adapter package for a service")
    .option("--name <service>", "the service, as you write it: GitHub")
    .option("--type <type>", "kind of service: api, database …")
    .option(
      "--document <address>",
      "its description: a file, an https: URL or npm:<package>@<version>#<path>",
    )
    .option("--out <folder>", "where the package goes (default: integrations/<name>)")
    .addOption(listOption("--include-tag <tags>", "only operations with these tags"))
    .addOption(listOption("--include-operation <ids>", "only these operations"))
    .addOption(listOption("--include-path <paths>", "only operations under these paths"))
    .option("--pattern <package>", "the pattern to use, by package name or id")
    .option("--config <file>", "read options from a JSON file; the command line goes before it")
    .option("--no-verify", "write the package without type-checking and testing it")
    .option("--dry-run", "print the files and write nothing")
    .option("--force", "replace a package that was generated before")
    .option("--explain", "print how each installed pattern fits")
    .addOption(jsonOption())
    .addOption(quietOption())
    .action(async (_options, command: Command) => {
      const { integrateCreate } = await import("./commands/integrate-create.js");
      finish(await integrateCreate(given(command), context));
    });
  examples(create, [
    "agentflow integrate create --name GitHub --type api",
    "agentflow integrate create --name GitHub --include-tag repos,issues --out adapters/github",
    "agentflow integrate create --name Pets --type api --document ./openapi.json --dry-run",
    "agentflow integrate create --config agentflow.config.json --force --json",
  ]);
}

function declarePattern(pattern: Command, context: CommandContext, finish: Finish): void {
  pattern.description("the patterns a project has installed");
  const list = pattern
    .command("list")
    .description("list the installed patterns, and what is wrong with those that cannot be used")
    .addOption(jsonOption())
    .action(async () => {
      const { patternList } = await import("./commands/pattern-list.js");
      finish(await patternList(context));
    });
  examples(list, ["agentflow pattern list", "agentflow pattern list --json"]);
  examples(pattern, ["agentflow pattern list"]);
}

function declareDoctor(doctor: Command, context: CommandContext, finish: Finish): void {
  doctor
    .description("check that this machine and this project have what the command needs")
    .option("--online", "also ask the npm registry for an answer")
    .addOption(jsonOption())
    .action(async (_options, command: Command) => {
      const { doctor: runDoctor } = await import("./commands/doctor.js");
      finish(await runDoctor(given(command), context));
    });
  examples(doctor, ["agentflow doctor", "agentflow doctor --online"]);
}

/** Help goes to stdout; what commander says of wrong usage is thrown with the command it is about. */
function connect(command: Command, context: CommandContext): void {
  const { io } = context;
  command.exitOverride((error: CommanderError) => {
    throw new UsageProblem(error, pathOf(command));
  });
  command.configureOutput({
    writeOut: (text) => void io.stdout.write(text),
    // Only help after a missing command is written here; wrong usage is reported like every failure.
    writeErr: (text) => void (context.json || context.note(text)),
    outputError: () => undefined,
    getOutHelpWidth: () => io.stdout.columns ?? 100,
    getOutHasColors: () => context.style.colored,
  });
  command.configureHelp({ styleTitle: (title) => context.style.bold(title) });
  for (const child of command.commands) connect(child, context);
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}

/** The options the user gave, under the names they have on the command line. */
function given(command: Command): Given {
  const entries = command.options
    .filter((option) => command.getOptionValueSource(option.attributeName()) === "cli")
    .map((option) => {
      const value: unknown = command.getOptionValue(option.attributeName());
      return [
        option.long?.slice(2) ?? option.name(),
        option.negate ? value === false : value,
      ] as const;
    });
  return Object.fromEntries(entries);
}

function listOption(flags: string, description: string): Option {
  return new Option(flags, `${description} (separated by commas, repeatable)`).argParser(
    (value: string, previous: readonly string[] | undefined) => [
      ...(previous ?? []),
      ...value.split(",").map((item) => item.trim()),
    ],
  );
}

function jsonOption(): Option {
  return new Option("--json", "print exactly one JSON document to stdout");
}

function quietOption(): Option {
  return new Option("--quiet", "print no progress");
}

function examples(command: Command, lines: readonly string[]): void {
  command.addHelpText("after", `\nExamples:\n${lines.map((line) => `  $ ${line}`).join("\n")}`);
}
