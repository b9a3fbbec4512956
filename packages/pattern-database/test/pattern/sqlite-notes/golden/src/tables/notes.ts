import { defineTable, type StoredValue } from "@agentflow/database";

/** A row of notes. */
export interface Note {
  readonly id: bigint;
  readonly parentId: bigint | null;
  readonly title: string | null;
  readonly state: string | null;
  /** `decimal(2, 1)`. */
  readonly stars: string | null;
  /** Any value that SQLite stores. */
  readonly anything: StoredValue | null;
}

/** A row of notes to insert. */
export interface NewNote {
  /** Default: the next number. */
  readonly id?: bigint | undefined;
  readonly parentId?: bigint | null | undefined;
  readonly title?: string | null | undefined;
  /** Default: `'draft'`. */
  readonly state?: string | null | undefined;
  readonly stars?: string | null | undefined;
  readonly anything?: StoredValue | null | undefined;
}

/** Changes of a row of notes. */
export interface NoteChanges {
  readonly id?: bigint | undefined;
  readonly parentId?: bigint | null | undefined;
  readonly title?: string | null | undefined;
  readonly state?: string | null | undefined;
  readonly stars?: string | null | undefined;
  readonly anything?: StoredValue | null | undefined;
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
  schema: "main",
  name: "notes",
  kind: "table",
  columns: {
    id: { name: "id", kind: "bigint", type: "INTEGER", hasDefault: true },
    parentId: { name: "parent_id", kind: "bigint", type: "INTEGER", nullable: true },
    title: { name: "title", kind: "text", type: "TEXT", nullable: true },
    state: { name: "state", kind: "text", type: "TEXT", nullable: true, hasDefault: true },
    stars: { name: "stars", kind: "text", type: "decimal(2, 1)", nullable: true },
    anything: { name: "anything", kind: "any", type: "ANY", nullable: true },
  },
  primaryKey: ["id"],
  uniques: { notes_title_key: ["title"] },
  relations: {
    notesByParent: { table: "notes", columns: [["id", "parentId"]], many: true, follows: true },
    parent: { table: "notes", columns: [["parentId", "id"]], many: false },
  },
});
