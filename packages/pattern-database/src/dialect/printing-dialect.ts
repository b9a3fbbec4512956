import type { Code } from "@agentflow/core";
import type { ValueKind } from "@agentflow/database";
import type { ColumnModel, DatabaseModel, TypeModel } from "../model/database-model.js";
import type { ClientNames } from "../names/client-names.js";
import type { ColumnRule } from "../tests/check-rules.js";
import type { CheckNode } from "../tests/check-syntax.js";
import type { Exclusion } from "../tests/exclusion.js";
import type { Sampler } from "../tests/sampler.js";
import type { ColumnType } from "../types/column-type.js";
import type { TypingDefaults, ValueChoice } from "../types/typing.js";
import type { ValueFamily } from "../types/value-family.js";

/** Everything that a printed package says or does otherwise for one dialect of SQL than for another. */
export interface PrintingDialect {
  /** As people write it: `PostgreSQL`. */
  readonly title: string;
  /**
   * Whether generated code names the schema that a connection is in by itself. It must not where that schema is called
   * differently on every server.
   */
  readonly namesDefaultSchema: boolean;
  readonly types: PrintedTypes;
  readonly client: PrintedClient;
  readonly tests: PrintedTests;
  readonly words: PrintedWords;
  readonly packages: {
    /** The driver, with its versions. */
    readonly dependencies: Readonly<Record<string, string>>;
    /** What only the tests need. */
    readonly devDependencies: Readonly<Record<string, string>>;
  };
}

/** How values of types look. Domains are followed and arrays are taken apart before it is asked. */
export interface PrintedTypes {
  kind(type: TypeModel, typing: TypingDefaults): ValueKind;
  /** The kind that values have by the user's choice; undefined when they cannot be so. */
  choose(type: TypeModel, choice: ValueChoice): ValueKind | undefined;
  family(type: TypeModel): ValueFamily;
  /** The limits in parentheses that the database holds values to: digits and those after the point, or characters. */
  sizes(type: TypeModel): readonly number[];
  /**
   * What TypeScript's type does not say of a value: `numeric(10,2)`, as PostgreSQL writes it. Empty where the type is
   * what everyone expects.
   * @param sql the type as the column has it
   */
  note(type: TypeModel, kind: ValueKind, sql: string): string;
  /** The least and the greatest number of a type, where it is no wide one with both signs. */
  bounds?(this: void, type: TypeModel): NumberBounds | undefined;
}

/** Numbers that a type holds. */
export interface NumberBounds {
  readonly least: number;
  readonly most: number;
}

/** The driver that a generated client makes. */
export interface PrintedClient {
  /** `@agentflow/database/pg`. */
  readonly module: string;
  /** `pgDriver`, which takes one object of options. */
  readonly driver: Code;
  /** `PgDriverOptions`. */
  readonly options: Code;
  /** The one of its options that says where the database is. */
  readonly address: string;
  /** It may be a secret, as it holds a password. */
  readonly isSecret: boolean;
  /** What that option is, as its doc comment says it. */
  addressDoc(names: ClientNames): string;
  /** An address, in examples: an expression, with `secret` and `process` in scope. */
  exampleAddress(names: ClientNames): Code;
}

/** What generated tests have to know. */
export interface PrintedTests {
  /**
   * A check as the model has it; undefined when anything in it is not understood.
   * @param columns names of those that it may speak of
   */
  parseCheck(this: void, expression: string, columns: readonly string[]): CheckNode | undefined;
  /**
   * A constraint that keeps rows apart, as the model has it; undefined when anything in it is not understood. Default:
   * none is.
   */
  parseExclusion?(this: void, sql: string): Exclusion | undefined;
  /** Samples of types that are neither numbers nor plain texts. */
  samples(model: DatabaseModel): OtherSamples;
  /** What an error of a broken constraint names. */
  readonly told: Readonly<Record<ConstraintViolation, "constraint" | "columns" | "nothing">>;
  /**
   * A statement that has deferred constraints checked at once, for the rest of a transaction; undefined when there is
   * none, so that no test can break them.
   */
  readonly checkAtOnce: Code | undefined;
  /** Whether null in a column that refuses it is no error: the database puts a value there. Default: in none. */
  replacesNull?(this: void, column: ColumnModel): boolean;
  scene(model: DatabaseModel): PrintedScene;
  readonly faults: PrintedFaults;
}

/** Kinds of `DatabaseError` that a constraint is behind. */
export type ConstraintViolation = "unique-violation" | "foreign-key-violation" | "check-violation";

/** A sampler for a type; undefined when no value of it is known that keeps to the rules. */
export type OtherSamples = (type: ColumnType, rules: readonly ColumnRule[]) => Sampler | undefined;

/** The throw-away database of generated tests. */
export interface PrintedScene {
  /** Imports before those of `@agentflow/database`. */
  readonly imports: readonly Code[];
  /** Entry of `@agentflow/database` that has the driver, and the driver's name in it. */
  readonly module: string;
  readonly driver: Code;
  /** Statements before the client is made. */
  readonly preparation: readonly Code[];
  /** Expression that makes the driver. `baseline` is the URL of the recorded schema. */
  readonly connection: Code;
}

/** Statements of the tests that need no table. */
export interface PrintedFaults {
  /** Gives one row whose one column is the number 1. */
  readonly one: Code;
  /** `a server that is not there`, where it is, and why nothing answers, as a comment says it. */
  readonly nowhere: Code;
  readonly nowhereAddress: string;
  readonly nowhereReason: Code;
  readonly makeTable: Code;
  /** Finds the table that was made: a query and what its columns are. */
  readonly findTable: Code;
  readonly findColumns: Code;
  /** Rows that it gives when the table is not there. */
  readonly notFound: Code;
  /** A statement that fails, and the kind of its error. */
  readonly failing: Code;
  readonly failingKind: string;
}

/** What the generated README says. */
export interface PrintedWords {
  /** The sentence that follows "Nothing is lost by default:". */
  readonly values: Code;
  /** A query of the user's own that finds the table `${name}`, and the kind of its one column `n`. */
  readonly query: Code;
  readonly queryKind: Code;
  /** What `code` of an error is: `its SQLSTATE`. */
  readonly code: Code;
  /** Where the tests' database is: `in this process`. */
  readonly testDatabase: Code;
  /** A sentence about what the tests need, after a space; empty when there is nothing to say. */
  readonly testNeeds: Code;
}
