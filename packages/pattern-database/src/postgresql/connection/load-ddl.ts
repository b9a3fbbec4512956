import {
  AgentFlowError,
  errorCodes,
  type InspectContext,
  type SourceDocument,
  visible,
} from "@agentflow/core";
import type { PGlite } from "@electric-sql/pglite";
import { sqlName } from "../catalogue/sql-literal.js";
import { isEmbedded } from "../schema-sql/embedded-extensions.js";
import { type SqlStatement, splitStatements } from "./split-statements.js";

/** The extension that a statement creates or comments on. */
const extensionOf =
  /^(?:create|comment\s+on)\s+extension\s+(?:if\s+not\s+exists\s+)?(?:"([^"]+)"|([\w-]+))/i;

/** Transactions are left out: a role that is missing would end one, and nobody sees the database before it is whole. */
const transaction = /^(?:begin|start\s+transaction|commit|end)\b/i;

/** The extensions that a DDL file creates, in lower case where SQL folds them. */
export function extensionsIn(ddl: string): readonly string[] {
  return splitStatements(ddl).flatMap(({ text }) => extensionNamed(text) ?? []);
}

/**
 * Runs the statements of a DDL file. Roles that it names are made, as a dump gives its tables to their owners;
 * extensions that the embedded PostgreSQL lacks are reported and left out.
 * @throws AF_DDL_INVALID with the line of the first statement that fails
 */
export async function loadDdl(
  database: Pick<PGlite, "exec">,
  { source, text }: SourceDocument,
  context: Pick<InspectContext, "report" | "signal">,
): Promise<void> {
  const missing = new Set<string>();
  for (const statement of splitStatements(text)) {
    context.signal.throwIfAborted();
    if (transaction.test(statement.text)) continue;
    const extension = extensionNamed(statement.text);
    if (extension === undefined || extension === "plpgsql" || isEmbedded(extension)) {
      await run(database, statement, source);
    } else missing.add(extension);
  }
  for (const extension of missing) {
    context.report({
      code: errorCodes.schemaIncomplete,
      severity: "warning",
      message: `The embedded PostgreSQL has no extension ${JSON.stringify(extension)}; it is left out.`,
      help: "Read a database that has it with --connection when a table needs it.",
      location: { source },
    });
  }
}

async function run(
  database: Pick<PGlite, "exec">,
  statement: SqlStatement,
  source: string,
): Promise<void> {
  try {
    await database.exec(statement.text);
  } catch (error) {
    const role = missingRole(error);
    if (role === undefined) throw ddlInvalid(error, statement, source);
    await database.exec(`CREATE ROLE ${sqlName(role)}`);
    await run(database, statement, source);
  }
}

function extensionNamed(statement: string): string | undefined {
  const match = extensionOf.exec(statement);
  return match === null ? undefined : (match[1] ?? match[2]?.toLowerCase());
}

function missingRole(error: unknown): string | undefined {
  if (codeOf(error) !== "42704" || !(error instanceof Error)) return undefined;
  return /^role "(.+)" does not exist$/s.exec(error.message)?.[1];
}

function ddlInvalid(error: unknown, { text, line }: SqlStatement, source: string): AgentFlowError {
  const message = error instanceof Error ? error.message : String(error);
  const position = error instanceof Error && "position" in error ? Number(error.position) : NaN;
  // PostgreSQL counts code points, from 1.
  const before = Number.isNaN(position)
    ? ""
    : Array.from(text)
        .slice(0, position - 1)
        .join("");
  const at = line + before.split("\n").length - 1;
  return new AgentFlowError(
    errorCodes.ddlInvalid,
    `${JSON.stringify(source)} cannot be loaded: ${visible(message)}, in line ${at}.`,
    {
      help: "Correct the statement, or read the database itself with --connection.",
      location: { source, line: at },
      cause: error,
    },
  );
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
