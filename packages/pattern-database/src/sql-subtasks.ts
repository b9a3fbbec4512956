import type { PlannedFile, Subtask } from "@agentflow/core";
import { clientFiles } from "./client/client-files.js";
import { docFiles } from "./docs/doc-files.js";
import { exampleFiles } from "./examples/example-files.js";
import type { PrintingDialect } from "./dialect/printing-dialect.js";
import type { DatabaseModel } from "./model/database-model.js";
import { type NamedDatabase, nameDatabase } from "./names/named-database.js";
import { estimatedTokens, type SubtaskId } from "./package/estimated-tokens.js";
import { migrationFiles } from "./package/migration-files.js";
import { packageFiles } from "./package/package-files.js";
import { tableFiles } from "./tables/table-files.js";
import { testFiles } from "./tests/test-files.js";
import { typeFiles } from "./types/type-files.js";

interface Piece extends Pick<Subtask, "title" | "artifact" | "difficulty"> {
  readonly id: SubtaskId;
  readonly files: (database: NamedDatabase) => readonly PlannedFile[];
}

const pieces: readonly Piece[] = [
  {
    id: "types",
    title: "Types of enums and rows",
    artifact: "adapter",
    difficulty: "medium",
    files: typeFiles,
  },
  {
    id: "tables",
    title: "Queries of every table and view",
    artifact: "adapter",
    difficulty: "high",
    files: tableFiles,
  },
  {
    id: "client",
    title: "The client, its pool and transactions, and the package around it",
    artifact: "adapter",
    difficulty: "medium",
    files: (database) => [...clientFiles(database), ...packageFiles(database)],
  },
  {
    id: "migrations",
    title: "The schema that migrations start from",
    artifact: "config",
    difficulty: "low",
    files: ({ model }) => migrationFiles(model),
  },
  {
    id: "tests",
    title: "Tests of every table, constraint and error",
    artifact: "tests",
    difficulty: "high",
    files: testFiles,
  },
  {
    id: "docs",
    title: "README, entity diagram, a page for every table, and a program to start from",
    artifact: "docs",
    difficulty: "low",
    files: (database) => [...docFiles(database), ...exampleFiles(database)],
  },
];

/** What a data layer over SQL is built from. Everything comes from the model, so no piece waits for another. */
export function sqlSubtasks(model: DatabaseModel, dialect: PrintingDialect): readonly Subtask[] {
  const database = nameDatabase(model, dialect);
  return pieces.map(({ id, title, artifact, difficulty, files }) => ({
    id,
    title,
    artifact,
    dependsOn: [],
    difficulty,
    estimatedTokens: estimatedTokens(id, database),
    plan: () => files(database),
  }));
}
