import type { ArrayDimensions } from "@agentflow/database";
import type { DatabaseModel, TableModel, TypeModel } from "../model/database-model.js";

/** How values of a type or a column look to a program, where the user chose it. */
export const valueChoices = ["text", "number", "bigint", "boolean", "date"] as const;
export type ValueChoice = (typeof valueChoices)[number];

/** The same of a column, which may also be the one that counts a row's changes. */
export const columnChoices = [...valueChoices, "version"] as const;
export type ColumnChoice = (typeof columnChoices)[number];

/** How values look that nothing further is said of. */
export interface TypingDefaults {
  readonly timestamps: "text" | "date";
  readonly bigints: "bigint" | "number";
  readonly numerics: "text" | "number";
}

/** Nothing is lost. */
export const exactTyping: TypingDefaults = {
  timestamps: "text",
  bigints: "bigint",
  numerics: "text",
};

/** How values are typed where the user chose otherwise than by default. */
export interface Typing extends TypingDefaults {
  /** By `<schema>.<type>` or `<type>`. */
  readonly types: Readonly<Record<string, ValueChoice>>;
  /** By `<schema>.<table>.<column>` or `<table>.<column>`; they come before types. */
  readonly columns: Readonly<Record<string, ColumnChoice>>;
  /** Of arrays, by the same names. Default: as the database declares them. */
  readonly dimensions?: Readonly<Record<string, ArrayDimensions>> | undefined;
}

/** What a choice was made for, as the user names it, and what was chosen. */
export interface Chosen<Choice> {
  readonly name: string;
  readonly choice: Choice;
}

/** The choice for a type, or else for the next of those that it is made of. */
export function typeChoice(
  { types }: DatabaseModel["typing"],
  made: readonly TypeModel[],
): Chosen<ValueChoice> | undefined {
  return chosen(
    types,
    made.flatMap(({ schema, name }) => [`${schema}.${name}`, name]),
  );
}

/** The choice for a column of a table. */
export function columnChoice(
  { columns }: DatabaseModel["typing"],
  table: Pick<TableModel, "schema" | "name">,
  column: string,
): Chosen<ColumnChoice> | undefined {
  return chosen(columns, namesOf(table, column));
}

/** The dimensions that were chosen for a column of a table. */
export function dimensionsChoice(
  { dimensions = {} }: DatabaseModel["typing"],
  table: Pick<TableModel, "schema" | "name">,
  column: string,
): Chosen<ArrayDimensions> | undefined {
  return chosen(dimensions, namesOf(table, column));
}

function namesOf(
  { schema, name }: Pick<TableModel, "schema" | "name">,
  column: string,
): readonly string[] {
  const place = `${name}.${column}`;
  return [`${schema}.${place}`, place];
}

function chosen<Choice>(
  choices: Readonly<Record<string, Choice>>,
  names: readonly string[],
): Chosen<Choice> | undefined {
  for (const name of names) {
    const choice = Object.hasOwn(choices, name) ? choices[name] : undefined;
    if (choice !== undefined) return { name, choice };
  }
  return undefined;
}
