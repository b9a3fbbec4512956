import type { DatabaseModel } from "../model/database-model.js";

/** How a kind of SQL database gets from one schema to another. */
export interface SchemaDrift {
  /** The SQL of a schema, piece by piece, where it may say what the rest of the model does not. */
  forms(model: DatabaseModel): readonly SchemaForm[];
  /**
   * SQL that makes one schema into another; left out: none is written for this kind.
   * @param title what it does, for its first line
   * @returns `undefined` when there is nothing to do
   */
  readonly migration?: (
    from: DatabaseModel,
    to: DatabaseModel,
    title: string,
  ) => string | undefined;
}

/** A piece of a schema's SQL. */
export interface SchemaForm {
  /** What it is: `table`. */
  readonly word: string;
  /** The name for people, of a table as the model's other differences have it: `main.orders`. */
  readonly name: string;
  /** Two of one text make the same. */
  readonly text: string;
}
