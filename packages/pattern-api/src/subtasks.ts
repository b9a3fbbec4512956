import type { PlannedFile, Subtask } from "@agentflow/core";
import { clientFiles } from "./client/client-files.js";
import { docFiles } from "./docs/doc-files.js";
import { exampleFiles } from "./examples/example-files.js";
import type { ApiModel } from "./model/api-model.js";
import { checkWords } from "./model/check-words.js";
import { operationFiles } from "./operations/operation-files.js";
import { typeFiles } from "./operations/type-files.js";
import { estimatedTokens, type SubtaskId } from "./package/estimated-tokens.js";
import { packageFiles } from "./package/package-files.js";
import { testFiles } from "./tests/test-files.js";
import { validationFiles } from "./validation/validation-files.js";

interface Piece extends Pick<Subtask, "title" | "artifact" | "difficulty"> {
  readonly id: SubtaskId;
  readonly files: (model: ApiModel) => readonly PlannedFile[];
}

const pieces: readonly Piece[] = [
  {
    id: "types",
    title: "Types of the document's schemas",
    artifact: "adapter",
    difficulty: "high",
    files: (model) => [...typeFiles(model), ...validationFiles(model)],
  },
  {
    id: "operations",
    title: "A function for every operation",
    artifact: "adapter",
    difficulty: "high",
    files: operationFiles,
  },
  {
    id: "client",
    title: "The client and the package around it",
    artifact: "adapter",
    difficulty: "medium",
    files: (model) => [...clientFiles(model), ...packageFiles(model)],
  },
  {
    id: "tests",
    title: "Wire tests of every operation, and the fault suite",
    artifact: "tests",
    difficulty: "high",
    files: testFiles,
  },
  {
    id: "docs",
    title: "README and a page for every group",
    artifact: "docs",
    difficulty: "low",
    files: docFiles,
  },
  {
    id: "examples",
    title: "Programs to start from",
    artifact: "examples",
    difficulty: "low",
    files: exampleFiles,
  },
];

/** What an integration is built from. Everything comes from the model, so no piece waits for another. */
export function subtasks(model: ApiModel): readonly Subtask[] {
  checkWords(model);
  return pieces.map(({ id, title, artifact, difficulty, files }) => ({
    id,
    title,
    artifact,
    dependsOn: [],
    difficulty,
    estimatedTokens: estimatedTokens(id, model),
    plan: () => files(model),
  }));
}
