import type { Comparison, Subtask } from "@agentflow/core";
import type { AddressForm } from "./address-form.js";
import type { DatabaseReader, ReadOptions } from "./database-reader.js";

/** One kind of database: how it is addressed, how it is read, and what is made of what was read. */
export interface DatabaseKind<Model> {
  /** As people write it: `PostgreSQL`. */
  readonly title: string;
  readonly address: AddressForm;
  /** Packages that reading it needs, which may not be installed. */
  readonly drivers: readonly string[];
  /** Loads its reader, with the driver that it stands on: nobody loads the driver of another database. */
  loadReader(): Promise<DatabaseReader<Model>>;
  /**
   * Makes sure that what the user chose for parts of a database fits it.
   * @throws AF_INPUT_INVALID
   */
  check(model: Model, options: ReadOptions): void;
  /** How a database differs from the one that a package was made from. */
  compare(recorded: Model, current: Model): Comparison;
  /** What a package is built from. */
  subtasks(model: Model): readonly Subtask[];
}
