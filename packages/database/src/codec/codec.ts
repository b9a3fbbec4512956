import type { WireValue } from "../driver/driver.js";

/** Value ⇄ what travels for it, for values that are not null. */
export interface Codec {
  /** @throws {ValueError} when the value cannot be written as it is */
  encode(value: unknown): WireValue;
  /** @throws {ValueError} when what the database gave is none of the kind */
  decode(wire: WireValue): unknown;
  /**
   * Reads what stands for the value within JSON, where that is no text: a number or a boolean.
   * @throws {ValueError} when it is none of the kind
   */
  fromJson?(value: unknown): unknown;
  /** What the database gives is its own value: nothing to decode. */
  readonly verbatim?: true;
}
