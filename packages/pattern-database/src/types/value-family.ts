/** What of values matters to whoever makes some up. */
export type ValueFamily =
  /** Whole numbers. */
  | "integer"
  /** Numbers of binary fractions, written with a half. */
  | "float"
  /** Numbers of decimal digits, as many as the type says. */
  | "decimal"
  | "text"
  /** Texts that have to fill their column to be read as they were written. */
  | "padded-text"
  /** Anything else. */
  | "other";
