import type { PatternModel } from "@agentflow/core";
import type { AttributeKind } from "@agentflow/database/dynamodb";

export interface AttributeModel {
  readonly name: string;
  readonly kind: AttributeKind;
  /** In how many of the items that were looked at it was; null: a key, which every item of its table or index has. */
  readonly seen: number | null;
}

export interface KeyModel {
  readonly partitionKey: string;
  readonly sortKey: string | null;
}

export interface IndexModel extends KeyModel {
  readonly name: string;
  readonly global: boolean;
  /** `ALL`, `KEYS_ONLY`, or `INCLUDE` and the names of attributes. */
  readonly projection: string;
}

export interface DynamoTableModel extends KeyModel {
  readonly name: string;
  /** Keys of the table and its indexes first, the others sorted by name. */
  readonly attributes: readonly AttributeModel[];
  /** Sorted by name. */
  readonly indexes: readonly IndexModel[];
  readonly billing: "on demand" | "provisioned";
  /** Attribute with the time at which an item is removed. */
  readonly expiry: string | null;
  /** What its stream holds. */
  readonly stream: string | null;
  /** Items that were looked at. */
  readonly sampled: number;
}

/** What was read of the tables of a region. It holds names and kinds, and no value of an item. */
export interface DynamodbModel extends PatternModel {
  readonly name: string;
  readonly dialect: "dynamodb";
  /** Sorted by name. */
  readonly tables: readonly DynamoTableModel[];
  /** Requests that make empty tables of the same keys and indexes, as JSON. */
  readonly baseline: string;
}
