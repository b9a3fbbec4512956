import { cellCode, tableRow } from "@agentflow/core";
import type { Mutation } from "./escaping-steps.ts";

/** What became of a step that was switched off. */
export interface MutationResult {
  readonly mutation: Mutation;
  /** `undefined`: no test failed. */
  readonly noticedBy: string | undefined;
}

/** The score, and a row for each step. */
export function mutationTable(results: readonly MutationResult[]): string {
  const noticed = results.filter(({ noticedBy }) => noticedBy !== undefined).length;
  const rows = results.map(({ mutation: { file, line, step }, noticedBy }) =>
    tableRow(
      cellCode(`${file.split("/").at(-1)}:${line}`),
      cellCode(step),
      noticedBy ?? "**nothing**",
    ),
  );
  return `${[
    `Noticed: ${noticed} of ${results.length}.`,
    "",
    "| Where | What was switched off | Noticed by |",
    "| :-- | :-- | :-- |",
    ...rows,
  ].join("\n")}\n`;
}
