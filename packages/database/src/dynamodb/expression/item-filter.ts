import type { DynamoNumber } from "../item/dynamo-value.js";

/** Which items. Every condition must hold. */
export type ItemFilter<Item> = {
  readonly [Name in keyof Item as Exclude<Name, keyof typeof Object.prototype>]?: ItemCondition<
    Exclude<Item[Name], undefined>
  >;
} & {
  readonly and?: readonly ItemFilter<Item>[];
  readonly or?: readonly ItemFilter<Item>[];
  readonly not?: ItemFilter<Item>;
};

type Scalar = string | number | bigint | boolean | null | Uint8Array | DynamoNumber;

/** A value, one of several, or operators that must all hold. */
export type ItemCondition<Value> =
  | ([Value] extends [Scalar] ? Value | readonly Value[] : never)
  | ItemOperators<Value>;

export interface ItemOperators<Value> {
  readonly eq?: Value;
  /** Holds for a missing attribute too. */
  readonly ne?: Value;
  readonly gt?: Value;
  readonly gte?: Value;
  readonly lt?: Value;
  readonly lte?: Value;
  /** At most 100. */
  readonly in?: readonly Value[];
  readonly between?: readonly [Value, Value];
  readonly beginsWith?: string;
  /** A part of a text, or an element of a set or a list. */
  readonly contains?: unknown;
  readonly exists?: boolean;
}

/** What a sort key must be. */
export type SortCondition<Value> = Pick<
  ItemOperators<Value>,
  "eq" | "gt" | "gte" | "lt" | "lte" | "between" | "beginsWith"
>;
