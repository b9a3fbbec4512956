import type { JsonValue } from "../codec/json-text.js";

/**
 * Which rows. Every condition must hold. Conditions are true or false, never unknown: a value that is null meets none
 * but `null`, `ne`, `notIn` and `isNull`, and `not` is what the filter within it is not.
 */
export type Filter<Row> = {
  readonly [Key in keyof Row]?: Condition<Row[Key]>;
} & {
  /** All of them hold; true when there are none. */
  readonly and?: readonly Filter<Row>[];
  /** One of them holds; false when there are none. */
  readonly or?: readonly Filter<Row>[];
  /** It does not hold. */
  readonly not?: Filter<Row>;
};

/** What a column's value must be: a value, one of several, or by operators that must all hold. */
export type Condition<Value> = ShortCondition<Exclude<Value, null>, Extract<Value, null>>;

type ShortCondition<Value, Null> = [Value] extends [Scalar]
  ? Value | Null | readonly (Value | Null)[] | ScalarOperators<Value, Null>
  : [Value] extends [readonly unknown[]]
    ? Value | Null | ArrayOperators<Value, Null>
    : Null | JsonOperators<Value, Null>;

type Scalar = string | number | bigint | boolean | Date | Uint8Array;

/** @typeParam Null `null` where the column can be */
export interface EqualityOperators<Value, Null> {
  readonly eq?: Value | Null;
  /** Holds for null too, unless it is `null` itself. */
  readonly ne?: Value | Null;
  readonly isNull?: boolean;
}

export interface ComparisonOperators<Value, Null> extends EqualityOperators<Value, Null> {
  readonly gt?: Value;
  readonly gte?: Value;
  readonly lt?: Value;
  readonly lte?: Value;
  readonly in?: readonly (Value | Null)[];
  /** Holds for null too, unless it is one of them. */
  readonly notIn?: readonly (Value | Null)[];
}

export interface TextOperators {
  /** `%` stands for any text, `_` for any character, `\` before them for themselves. */
  readonly like?: string;
  /** The same, upper and lower case alike. */
  readonly ilike?: string;
}

type ScalarOperators<Value, Null> = ComparisonOperators<Value, Null> &
  ([Value] extends [string] ? TextOperators : unknown);

export interface ArrayOperators<Value, Null> extends EqualityOperators<Value, Null> {
  /** All of these are among its elements. */
  readonly contains?: Value;
}

export interface JsonOperators<Value, Null> extends EqualityOperators<Value, Null> {
  /** Holds this, as jsonb's `@>` of PostgreSQL sees it (manual §8.14.3). */
  readonly contains?: JsonValue;
}
