import type { PlannedFile, Subtask } from "@agentflow/core";
import type { SubtaskId } from "../package/estimated-tokens.js";
import { packageFiles } from "../package/package-files.js";
import { templates } from "../templates.js";
import type { MongodbModel } from "./model/mongodb-model.js";
import { clientFiles, collectionFiles, typeFiles } from "./printing/adapter-files.js";
import { docFiles } from "./printing/doc-files.js";
import { type NamedCollections, nameCollections } from "./printing/named-collections.js";
import { mongodbPackages } from "./printing/mongodb-packages.js";
import { testFiles } from "./printing/test-files.js";
import { tokensOf } from "./printing/tokens-of.js";

interface Piece extends Pick<Subtask, "title" | "artifact" | "difficulty"> {
  readonly id: SubtaskId;
  readonly files: (database: NamedCollections) => readonly PlannedFile[];
}

const pieces: readonly Piece[] = [
  {
    id: "types",
    title: "Types of documents",
    artifact: "adapter",
    difficulty: "medium",
    files: typeFiles,
  },
  {
    id: "tables",
    title: "Queries of every collection and view",
    artifact: "adapter",
    difficulty: "high",
    files: collectionFiles,
  },
  {
    id: "client",
    title: "The client, its pool and transactions, and the package around it",
    artifact: "adapter",
    difficulty: "medium",
    files: (database) => [
      ...clientFiles(database),
      ...packageFiles(
        { ...database, dialect: { packages: mongodbPackages } },
        templates.copy("mongodb/vitest.config.ts", "vitest.config.ts"),
      ),
    ],
  },
  {
    id: "migrations",
    title: "The collections, validators and indexes that migrations start from",
    artifact: "config",
    difficulty: "low",
    files: ({ model }) => [
      { kind: "text", path: "migrations/0001-baseline.json", text: `${model.baseline}\n` },
    ],
  },
  {
    id: "tests",
    title: "Tests of every collection, unique index and error",
    artifact: "tests",
    difficulty: "high",
    files: testFiles,
  },
  {
    id: "docs",
    title: "README, a page for every collection, and a program to start from",
    artifact: "docs",
    difficulty: "low",
    files: docFiles,
  },
];

/** What a data layer over MongoDB is built from. Everything comes from the model, so no piece waits for another. */
export function mongodbSubtasks(model: MongodbModel): readonly Subtask[] {
  const database = nameCollections(model);
  return pieces.map(({ id, title, artifact, difficulty, files }) => ({
    id,
    title,
    artifact,
    dependsOn: [],
    difficulty,
    estimatedTokens: tokensOf(files(database)),
    plan: () => files(database),
  }));
}
