import type { PatternModel } from "@agentflow/core";
import type { ScalarKind } from "@agentflow/database/mongodb";

/** What a validator says of a value beside its type; what it does not say is left out. */
export interface ValueRules {
  /** The only texts that it may be. */
  readonly texts?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  /** Something that this list has no word for, such as a pattern. */
  readonly more?: true;
}

export type ValueModel =
  | { readonly kind: "scalar"; readonly type: ScalarKind; readonly rules: ValueRules }
  | DocumentModel
  /** A document whose names are data: they are not in the model. */
  | { readonly kind: "record"; readonly values: ValueModel }
  | { readonly kind: "array"; readonly items: ValueModel; readonly rules: ValueRules }
  /** At most one document or record, and one array, is among them. */
  | { readonly kind: "union"; readonly of: readonly ValueModel[] };

export interface DocumentModel {
  readonly kind: "document";
  /** In the order of the validator, or of the documents that were looked at. */
  readonly fields: readonly FieldModel[];
  /** Documents may have fields that are not described. */
  readonly open: boolean;
}

export interface FieldModel {
  readonly name: string;
  readonly value: ValueModel;
  readonly optional: boolean;
  /** In how many of the documents, or documents within them, that were looked at it was; null: a validator describes it. */
  readonly seen: { readonly with: number; readonly of: number } | null;
  readonly comment: string | null;
}

export interface IndexModel {
  readonly name: string;
  /** Paths, with `1`, `-1` or the kind of index. */
  readonly keys: readonly (readonly [path: string, direction: string])[];
  readonly unique: boolean;
  /** Only documents that have a field, or meet a filter, are in it. */
  readonly partial: boolean;
  /** Seconds after which a document is removed. */
  readonly expireAfterSeconds: number | null;
}

export interface CollectionModel {
  readonly name: string;
  readonly kind: "collection" | "view" | "timeseries";
  /** Collection or view that a view is of. */
  readonly viewOn: string | null;
  readonly capped: boolean;
  readonly comment: string | null;
  /** Whether writes are refused that a validator does not allow; null: there is none, or it only warns. */
  readonly validation: "strict" | "moderate" | null;
  /** All that its validator says is a schema that the model has. */
  readonly validatorKnown: boolean;
  /** Documents that were looked at. */
  readonly sampled: number;
  readonly document: DocumentModel;
  /** Sorted by name, without that of `_id`. */
  readonly indexes: readonly IndexModel[];
}

/** What was read of a MongoDB database. It holds names and types, and no value of a document. */
export interface MongodbModel extends PatternModel {
  readonly name: string;
  readonly dialect: "mongodb";
  readonly serverVersion: string;
  /** Sorted by name. */
  readonly collections: readonly CollectionModel[];
  /** Commands that make an empty database of the same collections, as extended JSON (relaxed). */
  readonly baseline: string;
}
