import { type PlannedFile, renderFile } from "@agentflow/core";

/** Tokens that a model would spend on files, at four characters a token. */
export function tokensOf(files: readonly PlannedFile[]): number {
  const characters = files.reduce((sum, file) => sum + renderFile(file).length, 0);
  return Math.max(1, Math.ceil(characters / 4));
}
