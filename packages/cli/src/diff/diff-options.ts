import { AgentFlowError, errorCodes } from "@agentflow/core";
import { z } from "zod";

const text = z.string().regex(/\S/, "must not be empty");

const diffOptionsSchema = z
  .strictObject({
    out: text,
    document: text,
    connection: text,
    ddl: text,
    dialect: text,
    files: z.boolean(),
    sql: z.boolean(),
    "write-sql": text,
    check: z.boolean(),
    json: z.boolean(),
    quiet: z.boolean(),
  })
  .partial();

/** The options of `integrate diff`, named as on the command line. */
export type DiffCommandOptions = z.output<typeof diffOptionsSchema>;

/** @throws AF_USAGE_INVALID with every problem */
export function parseDiffOptions(given: Readonly<Record<string, unknown>>): DiffCommandOptions {
  const parsed = diffOptionsSchema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `--${String(path[0] ?? "")} ${message}`,
    );
    throw usageInvalid(`${problems.join("; ")}.`);
  }
  if (parsed.data.connection !== undefined && parsed.data.ddl !== undefined) {
    throw usageInvalid("--connection and --ddl both say what to read.");
  }
  if (parsed.data.dialect !== undefined && parsed.data.ddl === undefined) {
    throw usageInvalid("--dialect is that of --ddl, which is not given.");
  }
  return parsed.data;
}

function usageInvalid(message: string): AgentFlowError {
  return new AgentFlowError(errorCodes.usageInvalid, message, {
    help: 'Run "agentflow integrate diff --help" to see what it takes.',
  });
}

/** What the command line says of the pattern's own input; one of a connection and a schema takes the other's place. */
export function overriding({
  document,
  connection,
  ddl,
  dialect,
}: DiffCommandOptions): Readonly<Record<string, unknown>> {
  return {
    ...(document !== undefined && { document }),
    ...((connection ?? ddl) !== undefined && { connection, ddl, dialect }),
  };
}
