import { digestOf } from "../documents/decode-document.js";
import type { Draft } from "./create-draft.js";
import { comparePackage, readPackageFiles } from "./package-changes.js";
import { recordPath } from "./package-path.js";
import type { Output } from "./with-output.js";

/** How the package that stands in the output folder compares with the one that is to replace it. */
export interface Standing {
  /** The package that stands there has exactly these bytes. */
  readonly identical: boolean;
  /** Its generated files that somebody has edited. */
  readonly edited: readonly string[];
}

/** Compares a draft with what stands in the output folder, byte by byte. */
export async function compareWithStanding(
  draft: Draft,
  { fileSystem, location, state }: Output,
): Promise<Standing> {
  if (state.kind !== "generated") return { identical: false, edited: [] };
  const present = await readPackageFiles(fileSystem, location.directory);
  const digests = new Map(present.map(({ path, bytes }) => [path, digestOf(bytes)]));
  const generated = [...Object.keys(state.record.files), recordPath];
  return {
    identical:
      generated.length === draft.files.length &&
      draft.files.every(({ path, digest }) => digests.get(path) === digest),
    edited: comparePackage(state.record, present).edited,
  };
}
