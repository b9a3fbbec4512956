import { freeze } from "../../description/freeze.js";
import type { AttributeKind } from "../item/dynamo-value.js";

/** What finds items: a partition key and, where there is one, a sort key. */
export interface KeyDescription {
  readonly partitionKey: string;
  readonly sortKey?: string;
}

export interface IndexDescription extends KeyDescription {
  readonly name: string;
}

export interface DynamoTableDescription extends KeyDescription {
  readonly name: string;
  /** Kinds of attributes; those that are not named are `any`. A list, because names may be anything. */
  readonly attributes: readonly { readonly name: string; readonly kind: AttributeKind }[];
  /** Global and local secondary indexes. */
  readonly indexes: readonly IndexDescription[];
  /** Attribute that counts changes, for optimistic locking. */
  readonly version?: string;
}

declare const types: unique symbol;

/** What is known of a table, with the types of its items and its key. */
export interface DynamoTableDefinition<
  Item,
  Key,
  Indexes extends string,
> extends DynamoTableDescription {
  /** For the compiler; not there at run time. */
  readonly [types]?: { readonly item: Item; readonly key: Key; readonly indexes: Indexes };
}

export type AnyDynamoTable = DynamoTableDefinition<unknown, unknown, string>;

export type ItemOf<Definition> =
  Definition extends DynamoTableDefinition<infer Item, infer _K, infer _I> ? Item : never;
export type KeyOf<Definition> =
  Definition extends DynamoTableDefinition<infer _, infer Key, infer _I> ? Key : never;
export type IndexOf<Definition> =
  Definition extends DynamoTableDefinition<infer _, infer _K, infer Indexes> ? Indexes : never;

/** Gives a table's description the types of its items, its key, and the names of its indexes. */
export function defineDynamoTable<Item, Key, Indexes extends string = never>(
  description: DynamoTableDescription,
): DynamoTableDefinition<Item, Key, Indexes> {
  freeze(description);
  return description;
}
