import type { AnyTable, TableDefinition } from "./define-table.js";
import type { Filter } from "./filter.js";

export type RowOf<Definition> =
  Definition extends TableDefinition<infer Row, infer _I, infer _C, infer _K, infer _R>
    ? Row
    : never;
export type InsertOf<Definition> =
  Definition extends TableDefinition<infer _, infer Insert, infer _C, infer _K, infer _R>
    ? Insert
    : never;
export type ChangesOf<Definition> =
  Definition extends TableDefinition<infer _, infer _I, infer Changes, infer _K, infer _R>
    ? Changes
    : never;
export type KeyOf<Definition> =
  Definition extends TableDefinition<infer _, infer _I, infer _C, infer Key, infer _R>
    ? Key
    : never;
export type RelationsOf<Definition> =
  Definition extends TableDefinition<infer _, infer _I, infer _C, infer _K, infer Relations>
    ? Relations
    : never;

/** What a row that is removed has to be besides: `never` where the table keeps its rows, `unknown` elsewhere. */
export type RemovalOf<Definition> =
  Definition extends TableDefinition<infer _, infer _I, infer _C, infer _K, infer _R, infer Removal>
    ? Removal
    : never;

/** What is read when a call names no relations. */
export type NoRelations = object;

/**
 * Order by one column. Without `nulls`: as the database does, which its indexes serve. PostgreSQL takes null for greater
 * than all values, others for less.
 */
export type Direction =
  | "asc"
  | "desc"
  | { readonly direction?: "asc" | "desc"; readonly nulls?: "first" | "last" };

/** In the order of its keys; a list of several puts one after the other. */
export type OrderBy<Row> = { readonly [Key in keyof Row]?: Direction };

/** How rows are locked until the transaction ends. */
export type LockMode = "update" | "share";

/** Which columns and relations are read of a row. */
export interface Projection<Row, Relations, Tables, Select, With> {
  /** Columns by their keys. Default: all. */
  readonly select?: Select & readonly (keyof Row)[];
  /** Rows of other tables along foreign keys, read in the same round trip. Default: none. */
  readonly with?: With & WithOf<Relations, Tables> & Checked<With, Relations, Tables>;
}

/** Refuses what a table does not have: a type parameter alone would take it. */
type Checked<With, Relations, Tables> = {
  readonly [Name in keyof With]: Name extends keyof Relations
    ? CheckedQuery<With[Name], OtherTable<Relations[Name], Tables>, Tables>
    : never;
};

type CheckedQuery<Query, Other, Tables> = Query extends object
  ? {
      readonly [Option in keyof Query]: Option extends "with"
        ? Checked<Query[Option], RelationsOf<Other>, Tables>
        : Option extends "where"
          ? NoOthers<Query[Option], Filter<RowOf<Other>>>
          : Option extends keyof RelationQuery<Other, Tables>
            ? unknown
            : never;
    }
  : unknown;

type NoOthers<Given, Known> = { readonly [Name in Exclude<keyof Given, keyof Known>]: never };

/** Relations to read: `true` for whole rows. */
export type WithOf<Relations, Tables> = {
  readonly [Name in keyof Relations]?:
    | true
    | RelationQuery<OtherTable<Relations[Name], Tables>, Tables>;
};

/** Which rows of a relation are read, and what of them. */
export interface RelationQuery<Other, Tables> {
  readonly select?: readonly (keyof RowOf<Other>)[];
  readonly where?: Filter<RowOf<Other>>;
  readonly orderBy?: OrderBy<RowOf<Other>> | readonly OrderBy<RowOf<Other>>[];
  /** For each row; 0 or more. Default: no limit. */
  readonly limit?: number;
  readonly with?: WithOf<RelationsOf<Other>, Tables>;
}

type OtherTable<Relation, Tables> = Relation extends { readonly table: infer Name }
  ? Tables[Name & keyof Tables]
  : AnyTable;

/** A row as it was asked for. */
export type Selected<Row, Relations, Tables, Select, With> = [keyof With] extends [never]
  ? Picked<Row, Select>
  : Picked<Row, Select> & {
      readonly [Name in keyof With & keyof Relations]: Related<Relations[Name], Tables, With[Name]>;
    };

type Picked<Row, Select> = [Select] extends [readonly (infer Name)[]]
  ? Pick<Row, Name & keyof Row>
  : Row;

type Related<Relation, Tables, Query> = Relation extends {
  readonly row: infer Row;
  readonly many: infer Many;
}
  ? [Many] extends [true]
    ? readonly RelatedRow<Row, OtherTable<Relation, Tables>, Tables, Query>[]
    : | RelatedRow<Exclude<Row, undefined>, OtherTable<Relation, Tables>, Tables, Query>
      | Absent<Row, Query>
  : never;

/** A condition, or a limit, may leave out a row that is always there. */
type Absent<Row, Query> = Query extends { readonly where: unknown } | { readonly limit: unknown }
  ? undefined
  : Extract<Row, undefined>;

type RelatedRow<Row, Other, Tables, Query> = Selected<
  Row,
  RelationsOf<Other>,
  Tables,
  Query extends { readonly select: infer Select } ? Select : undefined,
  Query extends { readonly with: infer With } ? With : NoRelations
>;
