import { isAgentFlowError } from "@agentflow/core";
import type { OpenDatabase } from "../connection/open-database.js";
import type { Catalogue } from "./catalogue.js";
import { checkVersion } from "./check-version.js";
import {
  constraintsQuery,
  indexesQuery,
  policiesQuery,
  triggersQuery,
} from "./constraint-queries.js";
import { builtInsQuery, commentsQuery, dependenciesQuery } from "./dependency-queries.js";
import { columnsQuery, relationsQuery, serverQuery } from "./relation-queries.js";
import { extensionsQuery, functionsQuery, sequencesQuery } from "./routine-queries.js";
import { beginReading, type Scope, scopeStatements } from "./scope.js";
import { attributesQuery, typesQuery } from "./type-queries.js";

const queries: Readonly<Record<Exclude<keyof Catalogue, "server">, string>> = {
  relations: relationsQuery,
  columns: columnsQuery,
  attributes: attributesQuery,
  constraints: constraintsQuery,
  indexes: indexesQuery,
  triggers: triggersQuery,
  policies: policiesQuery,
  types: typesQuery,
  functions: functionsQuery,
  sequences: sequencesQuery,
  extensions: extensionsQuery,
  dependencies: dependenciesQuery,
  comments: commentsQuery,
  builtIns: builtInsQuery,
};

/**
 * Reads the catalogue in one round trip and of one moment.
 * @throws AF_DATABASE_UNSUPPORTED when the server is not PostgreSQL 13 or later
 * @throws what the database's `read` throws
 */
export async function readCatalogue(database: OpenDatabase, scope: Scope): Promise<Catalogue> {
  const parts = Object.entries(queries);
  const texts = await readTexts(database, scope);
  // The first two answers are the scope's, the third is the server's.
  const [, , server = "", ...lists] = texts;
  // The shapes are those of the queries above.
  return Object.fromEntries([
    ["server", JSON.parse(server)],
    ...parts.map(([name], index) => [name, JSON.parse(lists[index] ?? "[]")] as const),
  ]) as unknown as Catalogue;
}

async function readTexts(database: OpenDatabase, scope: Scope): Promise<readonly string[]> {
  try {
    return await database.read(catalogueScript(scope));
  } catch (error) {
    // What an older server does not understand is told by its version, not by its message.
    if (!isAgentFlowError(error)) await checkVersion(database);
    throw error;
  }
}

function catalogueScript(scope: Scope): string {
  const lists = Object.values(queries).map(
    (query) => `select coalesce(json_agg(q), '[]')::text from (${query}\n) q;`,
  );
  return [beginReading, scopeStatements(scope), `${serverQuery};`, ...lists, "commit;"].join("\n");
}
