/** One thing that differs between what was recorded of a service and what it is now. */
export interface Difference {
  readonly kind: "added" | "removed" | "changed";
  /** What it is about: `column shop.orders.note`. */
  readonly subject: string;
  /** What is otherwise: `integer becomes bigint`; may be empty. */
  readonly detail: string;
  /** Whether a program that uses the package as it was generated may fail by it. */
  readonly breaking: boolean;
}

/** A text that a person may review and run, such as SQL. Nothing here runs it. */
export interface Script {
  /** What it does, in a sentence. */
  readonly title: string;
  /** A name without a folder: `migration.sql`. */
  readonly fileName: string;
  readonly text: string;
}

/** How the model that a package was generated from differs from the model now. */
export interface Comparison {
  /** In an order that equal models give equally; empty when nothing differs. */
  readonly differences: readonly Difference[];
  /** What brings one to the other; empty when there is nothing to bring, or nobody can write it. */
  readonly scripts: readonly Script[];
  /** What a reader has to know beside the differences, in sentences. */
  readonly notes: readonly string[];
}
