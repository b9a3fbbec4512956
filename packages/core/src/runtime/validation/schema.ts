/** What a schema found, as zod has it: of issues, those fields that are read. */
export interface SchemaIssue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly expected?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly inclusive?: boolean | undefined;
  readonly origin?: unknown;
  readonly divisor?: unknown;
  readonly keys?: readonly string[] | undefined;
  /** Of each variant of a union. */
  readonly errors?: readonly (readonly SchemaIssue[])[] | undefined;
}

/** Every schema of zod is one. */
export interface Schema {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true }
    | { readonly success: false; readonly error: { readonly issues: readonly SchemaIssue[] } };
}

/** What the values of one operation's calls are checked with. */
export interface OperationChecks {
  /** `OperationDescription.id`. */
  readonly operation: string;
  readonly params: Schema;
  /** By status: `200`, `2XX` or `default`. */
  readonly answers: Readonly<Record<string, Schema>>;
}
