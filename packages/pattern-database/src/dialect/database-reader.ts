import type { InspectContext, SourceDocument } from "@agentflow/core";
import type { DatabaseInput } from "../input/database-input.js";

/** Where a schema is read from: a database, by an address with its password, or a document that holds it as SQL. */
export type DatabaseSource = { readonly address: string } | { readonly ddl: SourceDocument };

/** Which part of a database is read, and how it is typed. */
export type ReadOptions = Pick<
  DatabaseInput,
  "name" | "schema" | "includeTable" | "excludeTable" | "typing" | "sample"
>;

/**
 * Reads a database, or a schema as SQL, into a model. Nothing is written to it.
 * @throws AF_DATABASE_UNREACHABLE, AF_DATABASE_REFUSED, AF_DATABASE_UNSUPPORTED, AF_DDL_INVALID, AF_SELECTION_EMPTY
 * @throws AF_INTERRUPTED when the context's signal aborts
 */
export type DatabaseReader<Model> = (
  source: DatabaseSource,
  options: ReadOptions,
  context: Pick<InspectContext, "path" | "report" | "signal">,
) => Promise<Model>;
