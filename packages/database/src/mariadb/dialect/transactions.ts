import type { TransactionDialect, TransactionModes } from "../../dialect/transaction-dialect.js";
import { DatabaseError } from "../../errors/database-error.js";

/** What may stand before a statement: blanks, comments, and the beginning of those that are executed. */
const before = String.raw`(?:\s|/\*M?!\d*|/\*(?![M!])(?:[^*]|\*(?!/))*\*/|(?:#|--\s)[^\n]*\n)*`;

/**
 * Statements that begin or end a transaction, or commit the one that is open (MariaDB, "SQL Statements That Cause an
 * Implicit Commit").
 */
const words = [
  "begin|commit|rollback|savepoint|release|xa",
  String.raw`start\s+(?:transaction|slave|replica)`,
  String.raw`set\s+(?:(?:session|local|global)\s+|@@(?:(?:session|local|global)\.)?)?autocommit`,
  String.raw`set\s+password`,
  String.raw`create\s+(?!(?:or\s+replace\s+)?temporary\b)\w+`,
  String.raw`drop\s+(?!temporary\b)\w+`,
  "alter|truncate|rename|grant|revoke|analyze|check|optimize|repair|flush|reset",
  String.raw`(?:un)?lock\s+tables?`,
  String.raw`(?:load|cache)\s+index`,
];

export const transactions: TransactionDialect = {
  transactionControl: new RegExp(`^${before}(?:${words.join("|")})\\b`, "i"),
  begin: ({ isolation, readOnly, deferrable }: TransactionModes) => {
    if (deferrable === true) {
      const message = "MariaDB has no deferrable transactions.";
      throw new DatabaseError(message, { kind: "syntax" });
    }
    const start = `start transaction${readOnly === true ? " read only" : ""}`;
    return isolation === undefined
      ? [start]
      : // For the next transaction only.
        [`set transaction isolation level ${levels[isolation]}`, start];
  },
};

/** From a closed list: a program without types may give anything. */
const levels = {
  "read committed": "read committed",
  "repeatable read": "repeatable read",
  serializable: "serializable",
} as const;
