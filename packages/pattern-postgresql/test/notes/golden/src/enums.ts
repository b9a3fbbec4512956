/** Values of the enum public.note_state, in its order. */
export type NoteState = "draft" | "kept";
