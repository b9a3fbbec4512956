import { defineTable } from "@agentflow/database";

/** A row of labels. */
export interface Label {
  readonly name: string;
}

/** A row of labels to insert. */
export interface NewLabel {
  readonly name: string;
}

/** Changes of a row of labels. */
export interface LabelChanges {
  readonly name?: string | undefined;
}

/** What finds one row of labels. */
export interface LabelKey {
  readonly name: string;
}

/** What rows of labels are related to. */
export type LabelRelations = Record<never, never>;

/** Table labels. */
export const labels = /* @__PURE__ */ defineTable<
  Label,
  NewLabel,
  LabelChanges,
  LabelKey,
  LabelRelations
>({
  schema: "public",
  name: "labels",
  kind: "table",
  columns: { name: { name: "name", kind: "text", type: "text" } },
  primaryKey: ["name"],
  uniques: {},
  relations: {},
});
