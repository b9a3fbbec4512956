/** What `information_schema.tables` says of a table, a view or a sequence. */
export interface RelationRow {
  readonly name: string;
  readonly type: "BASE TABLE" | "SYSTEM VERSIONED" | "VIEW" | "SEQUENCE";
  /** Of tables: `InnoDB`. */
  readonly engine: string | null;
  readonly comment: string;
  /** Of texts that say none; `null` for views and sequences. */
  readonly collation: string | null;
}

export interface ColumnRow {
  readonly table: string;
  readonly name: string;
  readonly notNull: boolean;
  /** `bigint`. */
  readonly type: string;
  /** With everything that belongs to it: `bigint(20) unsigned`. */
  readonly sql: string;
  /** As SQL; `NULL` for a column that is null by default, `null` for one without. */
  readonly default: string | null;
  /** `auto_increment`, `on update current_timestamp()`, `INVISIBLE`. */
  readonly extra: string;
  readonly generated: string | null;
  readonly collation: string | null;
  readonly comment: string;
  /** What the connecting role may do: `select,insert`. */
  readonly privileges: string;
}

export interface ViewRow {
  readonly name: string;
  readonly updatable: boolean;
}

export interface TriggerRow {
  readonly table: string;
  readonly name: string;
  /** `BEFORE`. */
  readonly timing: string;
  /** `INSERT`. */
  readonly event: string;
}

export interface RoutineRow {
  readonly name: string;
  /** `FUNCTION`, `PROCEDURE`, and what Oracle's mode has beside them. */
  readonly type: string;
}

/** What `show create` says of one object; the statement is undefined when the role may not see it. */
export interface Statement {
  readonly name: string;
  readonly sql: string | undefined;
  /** Modes that it is read with; empty where they do not matter. */
  readonly sqlMode: string;
}

/** What a database's own catalogue says, as it says it; sorted by name in code-point order. */
export interface Catalogue {
  readonly server: {
    /** `10.11.6-MariaDB-1`. */
    readonly version: string;
    readonly characterSet: string;
    readonly collation: string;
  };
  readonly database: string;
  /** The other databases of the server that the role sees. */
  readonly otherDatabases: readonly string[];
  /** `show grants`, a grant each. */
  readonly grants: readonly string[];
  readonly relations: readonly RelationRow[];
  readonly columns: readonly ColumnRow[];
  readonly views: readonly ViewRow[];
  readonly triggers: readonly TriggerRow[];
  readonly routines: readonly RoutineRow[];
  /** Of tables, views and sequences. */
  readonly statements: ReadonlyMap<string, Statement>;
  /** By kind and name: `FUNCTION twice`. */
  readonly routineStatements: ReadonlyMap<string, Statement>;
  readonly triggerStatements: ReadonlyMap<string, Statement>;
}
