export type * from "./enums.js";
export type {
  Note,
  NewNote,
  NoteChanges,
  NoteKey,
  NoteRelations,
} from "./tables/notes.js";
