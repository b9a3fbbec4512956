import { defineTable } from "@agentflow/database";
import type { NoteState } from "../enums.js";

/** A row of notes. */
export interface Note {
  readonly id: bigint;
  readonly parentId: bigint | null;
  readonly title: string;
  readonly state: NoteState | null;
  /** `numeric(2,1)`, as PostgreSQL writes it. */
  readonly stars: string | null;
}

/** A row of notes to insert. */
export interface NewNote {
  readonly parentId?: bigint | null | undefined;
  readonly title: string;
  /** Default: `'draft'::public.note_state`. */
  readonly state?: NoteState | null | undefined;
  readonly stars?: string | null | undefined;
}

/** Changes of a row of notes. */
export interface NoteChanges {
  readonly parentId?: bigint | null | undefined;
  readonly title?: string | undefined;
  readonly state?: NoteState | null | undefined;
  readonly stars?: string | null | undefined;
}

/** What finds one row of notes. */
export interface NoteKey {
  readonly id: bigint;
}

/** What rows of notes are related to. */
export interface NoteRelations {
  /** Back along the foreign key notes_parent_id_fkey. */
  readonly notesByParent: {
    readonly table: "notes";
    readonly row: Note;
    readonly many: true;
  };
  /** Along the foreign key notes_parent_id_fkey. */
  readonly parent: {
    readonly table: "notes";
    readonly row: Note | undefined;
    readonly many: false;
  };
}

/** Table notes. */
export const notes = /* @__PURE__ */ defineTable<
  Note,
  NewNote,
  NoteChanges,
  NoteKey,
  NoteRelations
>({
  schema: "public",
  name: "notes",
  kind: "table",
  columns: {
    id: { name: "id", kind: "bigint", type: "bigint", hasDefault: true, readOnly: true },
    parentId: { name: "parent_id", kind: "bigint", type: "bigint", nullable: true },
    title: { name: "title", kind: "text", type: "character varying(80)" },
    state: {
      name: "state",
      kind: "text",
      type: "public.note_state",
      nullable: true,
      hasDefault: true,
    },
    stars: { name: "stars", kind: "text", type: "numeric(2,1)", nullable: true },
  },
  primaryKey: ["id"],
  uniques: { notes_title_key: ["title"] },
  relations: {
    notesByParent: { table: "notes", columns: [["id", "parentId"]], many: true },
    parent: { table: "notes", columns: [["parentId", "id"]], many: false },
  },
});
