/** An object's number in PostgreSQL's catalogue. It never leaves this folder and `schema-sql`. */
export type ObjectId = number;

export interface RelationRow {
  readonly id: ObjectId;
  readonly schema: string;
  readonly name: string;
  /** `pg_class.relkind`. */
  readonly kind: "r" | "p" | "v" | "m" | "f";
  /** False for one that is only needed to build another. */
  readonly selected: boolean;
  /** Storage parameters and options of views: `security_invoker=true`. */
  readonly options: readonly string[];
  readonly definition: string | null;
  /** Text of the rule that a view is, as PostgreSQL stores it. */
  readonly rule: string | null;
  readonly partitionBy: string | null;
  readonly bounds: string | null;
  /** Of a partition one, of a table that inherits any number, in order. */
  readonly parents: readonly ObjectId[];
  readonly rowSecurity: boolean;
  readonly forcedRowSecurity: boolean;
  readonly select: boolean;
  readonly insert: boolean;
  readonly update: boolean;
  readonly delete: boolean;
}

export interface ColumnRow {
  readonly relation: ObjectId;
  readonly position: number;
  readonly name: string;
  readonly type: ObjectId;
  readonly sql: string;
  readonly notNull: boolean;
  readonly expression: string | null;
  readonly expressionId: ObjectId | null;
  /** Stored, virtual or not generated. */
  readonly generated: "s" | "v" | "";
  readonly identity: "a" | "d" | "";
  /** Declared by the table itself, not only by the one it inherits from. */
  readonly local: boolean;
  readonly collation: string | null;
  readonly insertable: boolean;
  readonly updatable: boolean;
}

/** Of a composite type. */
export type AttributeRow = Pick<ColumnRow, "relation" | "position" | "name" | "type" | "sql">;

export interface ConstraintRow {
  readonly id: ObjectId;
  /** 0 for those of domains. */
  readonly relation: ObjectId;
  /** 0 for those of tables. */
  readonly domain: ObjectId;
  readonly name: string;
  readonly type: "p" | "u" | "f" | "c" | "x";
  readonly columns: readonly number[];
  readonly referenced: ObjectId;
  readonly referencedColumns: readonly number[];
  readonly onUpdate: string;
  readonly onDelete: string;
  readonly deferrable: boolean;
  readonly definition: string;
  readonly expression: string | null;
  /** Made by the table itself, not by its parent. */
  readonly local: boolean;
  /** False for one that rows may break, since PostgreSQL 18. */
  readonly enforced: boolean;
  /** A key WITHOUT OVERLAPS, or a foreign key to one, since PostgreSQL 18. */
  readonly period: boolean;
}

export interface IndexRow {
  readonly id: ObjectId;
  readonly relation: ObjectId;
  readonly name: string;
  readonly unique: boolean;
  readonly sql: string;
  /** 0 for expressions. */
  readonly columns: readonly number[];
  readonly partial: boolean;
  /** Of a partition's index that of the whole which it is a part of. */
  readonly parent: ObjectId | null;
}

export interface TriggerRow {
  readonly id: ObjectId;
  readonly relation: ObjectId;
  readonly name: string;
  readonly sql: string;
  readonly enabled: boolean;
}

export interface PolicyRow {
  readonly id: ObjectId;
  readonly relation: ObjectId;
  readonly name: string;
  readonly permissive: boolean;
  readonly command: string;
  /** Empty for everybody. */
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
}

export interface TypeRow {
  readonly id: ObjectId;
  readonly schema: string;
  readonly name: string;
  /** `pg_type.typtype`. */
  readonly kind: "b" | "e" | "d" | "c" | "r" | "m" | "p";
  /** Of a true array its element. */
  readonly element: ObjectId | null;
  /** Of a composite type the relation that has its attributes, and that relation's kind. */
  readonly relation: ObjectId | null;
  readonly relationKind: string | null;
  readonly values: readonly string[] | null;
  readonly base: ObjectId | null;
  readonly baseSql: string | null;
  readonly notNull: boolean;
  readonly default: string | null;
  readonly collation: string | null;
  /** Of a range what it is a range of, of a multirange its range. */
  readonly subtype: ObjectId | null;
  readonly subtypeSql: string | null;
  readonly subtypeDifference: string | null;
  readonly canonical: string | null;
  /** Of a range the multirange that came with it, since PostgreSQL 14. */
  readonly multirange: string | null;
  /** The extension that it belongs to. */
  readonly extension: string | null;
}

export interface FunctionRow {
  readonly id: ObjectId;
  readonly schema: string;
  readonly name: string;
  /** `pg_proc.prokind`. */
  readonly kind: "f" | "p" | "w" | "a";
  readonly language: string;
  readonly arguments: string;
  readonly sql: string | null;
}

export interface SequenceRow {
  readonly id: ObjectId;
  readonly schema: string;
  readonly name: string;
  readonly type: string;
  readonly start: string;
  readonly increment: string;
  readonly minimum: string;
  readonly maximum: string;
  readonly cache: string;
  readonly cycle: boolean;
  /** The column that it belongs to, by relation and position. */
  readonly owner: ObjectId | null;
  readonly ownerColumn: number | null;
  /** Part of an identity column. */
  readonly identity: boolean;
}

export interface ExtensionRow {
  readonly id: ObjectId;
  readonly name: string;
  readonly version: string;
  readonly schema: string;
}

export type ObjectKind =
  | "relation"
  | "type"
  | "function"
  | "default"
  | "constraint"
  | "trigger"
  | "policy"
  | "schema"
  | "other";

/** One object cannot be without another. */
export interface DependencyRow {
  readonly kind: ObjectKind;
  readonly id: ObjectId;
  readonly onKind: ObjectKind;
  readonly on: ObjectId;
  /** The extension that the other belongs to. */
  readonly extension: string | null;
}

export interface CommentRow {
  readonly kind: ObjectKind;
  readonly id: ObjectId;
  /** 0 for the object itself. */
  readonly column: number;
  readonly text: string;
}

/** An operator or a function that PostgreSQL itself brings and that views use. */
export interface BuiltInRow {
  readonly kind: "operator" | "function";
  readonly id: ObjectId;
  readonly name: string;
  /** Type of its first argument. */
  readonly first: ObjectId;
  readonly result: ObjectId;
}

export interface ServerRow {
  /** As the server says it: `15.4 (Debian 15.4-1)`. */
  readonly version: string;
  readonly schemas: readonly string[];
  readonly schemaIds: readonly ObjectId[];
}

/** What a database's own catalogue says, as it says it; sorted by name in code-point order. */
export interface Catalogue {
  readonly server: ServerRow;
  readonly relations: readonly RelationRow[];
  readonly columns: readonly ColumnRow[];
  /** Their relation is the composite type. */
  readonly attributes: readonly AttributeRow[];
  readonly constraints: readonly ConstraintRow[];
  readonly indexes: readonly IndexRow[];
  readonly triggers: readonly TriggerRow[];
  readonly policies: readonly PolicyRow[];
  readonly types: readonly TypeRow[];
  readonly functions: readonly FunctionRow[];
  readonly sequences: readonly SequenceRow[];
  readonly extensions: readonly ExtensionRow[];
  readonly dependencies: readonly DependencyRow[];
  readonly comments: readonly CommentRow[];
  readonly builtIns: readonly BuiltInRow[];
}
