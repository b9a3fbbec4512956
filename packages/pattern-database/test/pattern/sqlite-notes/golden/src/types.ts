export type {
  Note,
  NewNote,
  NoteChanges,
  NoteKey,
  NoteRelations,
} from "./tables/notes.js";
