export type * from "./enums.js";
export type {
  Label,
  NewLabel,
  LabelChanges,
  LabelKey,
  LabelRelations,
} from "./tables/labels.js";
export type {
  Note,
  NewNote,
  NoteChanges,
  NoteKey,
  NoteRelations,
} from "./tables/notes.js";
