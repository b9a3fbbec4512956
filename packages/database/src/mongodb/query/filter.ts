import type { MongoValue } from "../description/mongo-value.js";

/**
 * Which documents. Every condition must hold. A field that is missing counts as null, but for `exists`.
 * @typeParam Document with its fields by their names in the database
 */
export type DocumentFilter<Document> = {
  readonly [Name in keyof Document as Sayable<Name>]?: FieldCondition<
    Exclude<Document[Name], undefined>
  >;
} & {
  /** All of them hold; true when there are none. */
  readonly and?: readonly DocumentFilter<Document>[];
  /** One of them holds; false when there are none. */
  readonly or?: readonly DocumentFilter<Document>[];
  /** It does not hold. */
  readonly not?: DocumentFilter<Document>;
};

/**
 * A field that a type of optional fields can have: one that is called as what every object has, such as `constructor`,
 * would keep every other object out.
 */
export type Sayable<Name> = Exclude<Name, keyof typeof Object.prototype>;

/** What a field's value must be: a value, one of several, or by operators that must all hold. */
export type FieldCondition<Value> = [Exclude<Value, null>] extends [Scalar]
  ? Value | null | readonly (Value | null)[] | FieldOperators<Value>
  : FieldOperators<Value> | null;

type Scalar = Exclude<MongoValue, readonly unknown[] | Readonly<Record<string, unknown>>>;

/** Operators by what values a field can have. */
export type FieldOperators<Value> = EqualityOperators<Value> &
  ([Extract<Value, Scalar>] extends [never]
    ? unknown
    : ComparisonOperators<Extract<Value, Scalar>>) &
  ([Extract<Value, string>] extends [never] ? unknown : PatternOperators) &
  ([Extract<Value, readonly unknown[]>] extends [never]
    ? unknown
    : ArrayOperators<Extract<Value, readonly unknown[]>[number]>) &
  ([DocumentOf<Value>] extends [never] ? unknown : WithinOperators<DocumentOf<Value>>);

type DocumentOf<Value> = Exclude<Value, Scalar | readonly unknown[]>;

export interface EqualityOperators<Value> {
  /** Documents are equal when their fields come in the same order. */
  readonly eq?: Value | null;
  /** Holds for a missing field too, unless it is `null` itself. */
  readonly ne?: Value | null;
  /** Null, or missing. */
  readonly isNull?: boolean;
  /** The field is there, even if it is null. */
  readonly exists?: boolean;
}

export interface ComparisonOperators<Value> {
  /** Comparisons hold for values of the same type only; all numbers are of one. */
  readonly gt?: Value;
  readonly gte?: Value;
  readonly lt?: Value;
  readonly lte?: Value;
  readonly in?: readonly (Value | null)[];
  /** Holds for a missing field too, unless `null` is one of them. */
  readonly notIn?: readonly (Value | null)[];
}

export interface PatternOperators {
  /** `%` stands for any text, `_` for any character, `\` before them for themselves. */
  readonly like?: string;
  /** The same, upper and lower case alike. */
  readonly ilike?: string;
}

export interface ArrayOperators<Item> {
  /** All of these are among its elements. */
  readonly contains?: readonly Item[];
  /** One of its elements meets this. */
  readonly any?: [DocumentOf<Item>] extends [never]
    ? FieldOperators<Item>
    : DocumentFilter<DocumentOf<Item>>;
  /** The number of its elements. */
  readonly size?: number;
}

export interface WithinOperators<Document> {
  /** Its own fields meet this. */
  readonly is?: DocumentFilter<Document>;
}
