import type { OpenServer } from "../connection/open-server.js";
import type { Row } from "../connection/run-script.js";
import { quotedName } from "../sql/quoted.js";
import type { Statement } from "./catalogue.js";

/** An object whose statement is asked for. */
export interface StatementRequest {
  readonly name: string;
  readonly type: "TABLE" | "VIEW" | "SEQUENCE" | "FUNCTION" | "PROCEDURE" | "TRIGGER";
}

/** The server says no to a statement that the role may not see: a table, a column, a trigger, a routine. */
const denials = new Set([1142, 1143, 1227, 1370]);
/** Statements in one round trip: 64 names of 64 characters are far below every server's limit of 1 MB or more. */
const batch = 1_000;

/**
 * Asks for the statements that make objects, in as few round trips as can be: one for a thousand, and one more for each
 * that the role may not see.
 * @returns one for each request, in their order
 */
export async function readStatements(
  server: OpenServer,
  requests: readonly StatementRequest[],
): Promise<readonly Statement[]> {
  const statements: Statement[] = [];
  while (statements.length < requests.length) {
    const asked = requests.slice(statements.length, statements.length + batch);
    const script = asked.map(({ type, name }) => `show create ${type} ${quotedName(name)}`);
    const { results, error } = await server.run(script.join(";\n"));
    for (const [index, [row]] of results.entries()) {
      const request = asked[index];
      if (request !== undefined && row !== undefined) statements.push(statement(request, row));
    }
    if (error === undefined) continue;
    const denied = requests[statements.length];
    if (denied === undefined || !denials.has(error.errno)) throw server.failure(error);
    statements.push({ name: denied.name, sql: undefined, sqlMode: "" });
  }
  return statements;
}

/** Columns of the answers: its name and the statement; of a routine or a trigger, the modes stand between them. */
function statement({ name, type }: StatementRequest, row: Row): Statement {
  const hasBody = type === "FUNCTION" || type === "PROCEDURE" || type === "TRIGGER";
  return {
    name,
    sql: (hasBody ? row[2] : row[1]) ?? undefined,
    sqlMode: (hasBody ? row[1] : "") ?? "",
  };
}
