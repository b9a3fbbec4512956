import { DatabaseSync } from "node:sqlite";
import {
  AgentFlowError,
  errorCodes,
  type InspectContext,
  type SourceDocument,
  visible,
} from "@agentflow/core";
import { type SqlStatement, splitStatements } from "../sql/split-statements.js";
import { isWord } from "../sql/sql-tokens.js";

/**
 * A database in memory with the schema of a DDL file, such as `.schema` and `.dump` write.
 * @throws AF_DDL_INVALID with the line of the first statement that fails, or that would write a file
 * @throws AF_INTERRUPTED when the signal aborts between two statements
 */
export function loadDdl(
  { source, text }: SourceDocument,
  { signal }: Pick<InspectContext, "signal">,
): DatabaseSync {
  const database = new DatabaseSync(":memory:", {
    enableForeignKeyConstraints: false,
    // As the shell of SQLite takes them.
    enableDoubleQuotedStringLiterals: true,
  });
  try {
    for (const statement of splitStatements(text)) {
      if (signal.aborted) throw interrupted(signal.reason);
      run(database, statement, source);
    }
    // A transaction that the file leaves open is none of its schema.
    if (database.isTransaction) database.exec("commit");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function run(database: DatabaseSync, statement: SqlStatement, source: string): void {
  if (isWord(statement.tokens[0], "attach", "vacuum")) {
    throw invalid(statement, source, "the statement would write another file");
  }
  try {
    database.exec(statement.text);
  } catch (error) {
    throw invalid(statement, source, error instanceof Error ? error.message : String(error), error);
  }
}

function invalid(
  { line }: SqlStatement,
  source: string,
  reason: string,
  cause?: unknown,
): AgentFlowError {
  return new AgentFlowError(
    errorCodes.ddlInvalid,
    `${JSON.stringify(source)} cannot be loaded: ${visible(reason)}, in the statement at line ${line}.`,
    {
      help: "Correct the statement, or read the database itself with --connection.",
      location: { source, line },
      cause,
    },
  );
}

function interrupted(cause: unknown): AgentFlowError {
  return new AgentFlowError(errorCodes.interrupted, "Loading the DDL file was interrupted.", {
    help: "Run the command again.",
    cause,
  });
}
