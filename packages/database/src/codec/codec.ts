/** Value ⇄ text as PostgreSQL reads and writes it, for values that are not null. */
export interface Codec {
  /** @throws {ValueError} when the value cannot be written as it is */
  encode(value: unknown): string;
  /** @throws {ValueError} when the text is none of the kind */
  decode(text: string): unknown;
  /** Texts never need quotes within an array. */
  readonly plain?: true;
  /** A text is its own value: nothing to decode. */
  readonly verbatim?: true;
}
