/** What the text of a `CREATE TABLE` says that SQLite's catalogue does not. */
export interface TableSyntax {
  /** By folded name. */
  readonly columns: ReadonlyMap<string, ColumnSyntax>;
  readonly primaryKey: { readonly name: string | undefined } | undefined;
  readonly uniques: readonly UniqueSyntax[];
  readonly checks: readonly CheckSyntax[];
  /** In the order of the text. */
  readonly foreignKeys: readonly ForeignKeySyntax[];
}

export interface ColumnSyntax {
  readonly collation: string | undefined;
  /** The expression of a generated column. */
  readonly generated: string | undefined;
}

export interface UniqueSyntax {
  readonly name: string | undefined;
  /** Folded. */
  readonly columns: readonly string[];
}

export interface CheckSyntax {
  /** What SQLite calls it in errors: its name, or else its expression. */
  readonly name: string;
  readonly expression: string;
}

export interface ForeignKeySyntax {
  readonly name: string | undefined;
  /** Checked at the end of a transaction. */
  readonly deferred: boolean;
  /** Where it stands in the text, with what has to go when it goes. */
  readonly start: number;
  readonly end: number;
}
