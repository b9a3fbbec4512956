import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";

/**
 * A file that a pattern wants in the generated package. Nothing has been read or written yet.
 * `path` is relative to the package, with forward slashes.
 */
export type PlannedFile =
  /** An eta template of the pattern's own package, where the shape of the file varies. */
  | {
      readonly kind: "render";
      readonly path: string;
      readonly template: URL;
      readonly view: object;
    }
  /** Real source shipped by the pattern, verbatim. */
  | { readonly kind: "copy"; readonly path: string; readonly source: URL }
  /** Text made by a printer. */
  | { readonly kind: "text"; readonly path: string; readonly text: string };

/**
 * Swaps the file of the same path.
 * @throws AF_FILE_NOT_PLANNED when no file has that path, so that a change in the base pattern is noticed.
 */
export function replaceFile(
  files: readonly PlannedFile[],
  replacement: PlannedFile,
): readonly PlannedFile[] {
  if (!files.some((file) => file.path === replacement.path)) {
    throw new AgentFlowError(
      errorCodes.fileNotPlanned,
      `No planned file has the path "${replacement.path}".`,
      { help: "The base pattern renamed or dropped it: update the pattern that replaces it." },
    );
  }
  return files.map((file) => (file.path === replacement.path ? replacement : file));
}
