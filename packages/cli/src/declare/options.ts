import { type Command, Option } from "commander";

/** The options the user gave, under the names they have on the command line. */
export function givenOptions(command: Command): Readonly<Record<string, unknown>> {
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

/** An option that takes several values. */
export function listOption(flags: string, description: string): Option {
  return new Option(flags, `${description} (separated by commas, repeatable)`).argParser(
    (value: string, previous: readonly string[] | undefined) => [
      ...(previous ?? []),
      ...value.split(",").map((item) => item.trim()),
    ],
  );
}

/** `--json`, the same for every command. */
export function jsonOption(): Option {
  return new Option("--json", "print exactly one JSON document to stdout");
}

/** `--quiet`, the same for every command. */
export function quietOption(): Option {
  return new Option("--quiet", "print no progress");
}

/** `--verbose`, the same for every command. */
export function verboseOption(): Option {
  return new Option("--verbose", "print every warning and remark in full");
}

/** Ends the help of a command with examples. */
export function addExamples(command: Command, lines: readonly string[]): void {
  command.addHelpText("after", `\nExamples:\n${lines.map((line) => `  $ ${line}`).join("\n")}`);
}
