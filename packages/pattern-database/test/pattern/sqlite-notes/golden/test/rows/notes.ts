import type { NewNote, Note } from "../../src/tables/notes.js";
import { rowMaker, type Scene } from "../scene.js";

/** A new row of notes. Rows of different `n` can stand beside each other. */
export function newNote(_scene: Scene, n: number): NewNote {
  return {
    title: `title ${n}`,
    stars: `${n}.5`,
    anything: `any ${n}`,
  };
}

/** Inserts it; the same one for the same `n`, unless it is changed. */
export const insertNote = rowMaker<Note, NewNote>(newNote, (tx, row) => tx.notes.insert(row));
