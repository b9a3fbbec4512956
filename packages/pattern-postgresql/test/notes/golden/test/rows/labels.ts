import type { NewLabel, Label } from "../../src/tables/labels.js";
import { rowMaker, type Scene } from "../scene.js";

/**
 * A new row of labels. Rows of different `n` can stand beside each other.
 *
 * The database may refuse it:
 * - The trigger labels_tell may change or refuse it.
 */
export function newLabel(_scene: Scene, n: number): NewLabel {
  return {
    name: `name ${n}`,
  };
}

/** Inserts it; the same one for the same `n`, unless it is changed. */
export const insertLabel = rowMaker<Label, NewLabel>(newLabel, (tx, row) => tx.labels.insert(row));
