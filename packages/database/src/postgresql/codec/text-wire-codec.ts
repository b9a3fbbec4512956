import type { Codec } from "../../codec/codec.js";

/** Value ⇄ text as PostgreSQL reads and writes it: all that its drivers send and give. */
export interface TextWireCodec extends Codec {
  /** @throws {ValueError} when the value cannot be written as it is */
  encode(value: unknown): string;
  /** @throws {ValueError} when the text is none of the kind */
  decode(text: string): unknown;
  /** Texts never need quotes within an array. */
  readonly plain?: true;
}
