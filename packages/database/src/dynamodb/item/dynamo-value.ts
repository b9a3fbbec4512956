/** A number that neither a number nor a bigint of JavaScript holds: its digits are kept. */
export class DynamoNumber {
  /** As DynamoDB has it, up to 38 digits. */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }

  toJSON(): string {
    return this.text;
  }
}

/**
 * Any value of DynamoDB, as a program gets it. A number is a `number` where that has the same digits, a `bigint` where it
 * is whole, else a `DynamoNumber`.
 */
export type DynamoValue =
  | string
  | number
  | bigint
  | DynamoNumber
  | boolean
  | null
  | Uint8Array
  | ReadonlySet<string>
  | ReadonlySet<number | bigint | DynamoNumber>
  | ReadonlySet<Uint8Array>
  | readonly DynamoValue[]
  | { readonly [name: string]: DynamoValue };

/**
 * How an attribute looks to a program. The three kinds of numbers are for an `N`: `number` refuses to read what it would
 * round, `bigint` is whole, `decimal` is a text with all digits.
 */
export type AttributeKind =
  | "string"
  | "number"
  | "bigint"
  | "decimal"
  | "bytes"
  | "boolean"
  | "any";
