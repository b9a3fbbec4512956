import type { DatabaseKind } from "./dialect/database-kind.js";
import { dynamodb } from "./dynamodb/dynamodb.js";
import { mariadb } from "./mariadb/mariadb.js";
import { mongodb } from "./mongodb/mongodb.js";
import { postgresql } from "./postgresql/postgresql.js";
import { sqlite } from "./sqlite/sqlite.js";

/** Every kind of database that can be read, by the dialect that its models name. */
export const databaseKinds = { mariadb, postgresql, sqlite, mongodb, dynamodb };

/** Names a kind of database. */
export type DialectName = keyof typeof databaseKinds;

// Its keys are exactly the names.
export const dialectNames = Object.keys(databaseKinds) as readonly DialectName[];

/** Those whose schema can be given as SQL instead, the default first. */
export const ddlDialects = ["postgresql", "sqlite"] as const;

type ModelOf<Kind> = Kind extends DatabaseKind<infer Model> ? Model : never;

/** What reading a database gives, of whatever kind it is. */
export type ReadModel = ModelOf<(typeof databaseKinds)[DialectName]>;
