import { AgentFlowError, type Diagnostic, type ErrorCode, errorCodes } from "@agentflow/core";
import { z } from "zod";

const text = z.string().regex(/\S/, "must not be empty");
const list = z.array(text).min(1);

/** The options of `integrate create`, named as on the command line. Strict: an unknown key is an error. */
export const createOptionsSchema = z
  .strictObject({
    name: text.regex(/[\p{L}\p{N}]/u, "must have a letter or a digit"),
    type: text,
    document: text,
    connection: text,
    ddl: text,
    dialect: text,
    sample: z.coerce.number("must be a number").int("must be a whole number"),
    out: text,
    "allow-host": list,
    overlay: list,
    "include-tag": list,
    "include-operation": list,
    "include-path": list,
    "include-method": list,
    "exclude-tag": list,
    "exclude-operation": list,
    "exclude-path": list,
    "exclude-method": list,
    "exclude-deprecated": z.boolean(),
    validate: text,
    schema: list,
    "include-table": list,
    "exclude-table": list,
    pattern: text,
    "no-verify": z.boolean(),
    "dry-run": z.boolean(),
    force: z.boolean(),
    frozen: z.boolean(),
    "fail-on-warnings": z.boolean(),
    watch: z.boolean(),
    explain: z.boolean(),
    json: z.boolean(),
    quiet: z.boolean(),
    verbose: z.boolean(),
    /** The pattern's own configuration, which only the pattern can check. */
    options: z.record(z.string(), z.unknown()),
  })
  .partial();

export type CreateOptions = z.output<typeof createOptionsSchema>;

const commandLineSchema = createOptionsSchema.omit({ options: true }).extend({
  config: text.optional(),
  /** Never in a file: one that came with a cloned repository could accept what it brought. */
  accept: z.boolean().optional(),
});

/** What the command line alone says. */
export type CommandLineOptions = z.output<typeof commandLineSchema>;

/** @throws AF_USAGE_INVALID with every problem */
export function parseCommandLine(given: Readonly<Record<string, unknown>>): CommandLineOptions {
  const parsed = commandLineSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw invalid(errorCodes.usageInvalid, parsed.error, {
    help: 'Run "agentflow integrate create --help" to see what it takes.',
    problem: (path, message) => `--${path[0] ?? ""} ${message}.`,
  });
}

/**
 * @param source the file as the user named it
 * @throws AF_CONFIG_INVALID with every problem
 */
export function parseConfig(value: unknown, source: string): CreateOptions {
  const parsed = createOptionsSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(errorCodes.configInvalid, parsed.error, {
    help: `Its keys are ${Object.keys(createOptionsSchema.shape).join(", ")}.`,
    problem: (path, message) =>
      path.length === 0 ? `${message}.` : `${path.join(".")}: ${message}.`,
    source,
  });
}

interface Wording {
  readonly help: string;
  readonly problem: (path: readonly string[], message: string) => string;
  readonly source?: string;
}

function invalid(code: ErrorCode, error: z.ZodError, wording: Wording): AgentFlowError {
  const { help, problem, source } = wording;
  const diagnostics = error.issues.map((issue): Diagnostic => {
    const path = issue.path.map(String);
    const pointer = path
      .map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`)
      .join("");
    return {
      code,
      severity: "error",
      message: problem(path, issue.message),
      help,
      ...(source !== undefined && { location: { source, pointer } }),
    };
  });
  const [first] = diagnostics;
  if (diagnostics.length === 1 && first) {
    return new AgentFlowError(code, first.message, {
      help,
      ...(first.location && { location: first.location }),
    });
  }
  const where = source === undefined ? "The command line" : JSON.stringify(source);
  return new AgentFlowError(code, `${where} has ${diagnostics.length} problems.`, {
    help,
    diagnostics,
  });
}
