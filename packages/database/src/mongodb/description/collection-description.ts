import type { DocumentType } from "./value-type.js";

/** What the runtime must know of one collection or view. Data only. */
export interface CollectionDescription {
  readonly name: string;
  /** Views and time series are not changed through this package. */
  readonly kind: "collection" | "view" | "timeseries";
  readonly document: DocumentType;
  /** Fields of unique indexes by the names of the indexes; those within documents as dotted paths. */
  readonly uniques: Readonly<Record<string, readonly string[]>>;
  /** Field that counts changes, for optimistic locking: an `int` or a `long`. */
  readonly version?: string;
}
