import type { SchemaObject } from "../../model/schema-object.js";
import { quotedName, quotedText } from "../sql/quoted.js";

/** The connection's own database: its character set and collation. */
export const databaseId = "DATABASE";

/** @param word as DROP has it: `TABLE` */
export function objectId(word: string, name: string): string {
  return `${word} ${quotedName(name)}`;
}

/**
 * Statements that make something with a body.
 * @param sqlMode the modes that it is read with, now and whenever its body runs
 */
export function bodyStatements(sql: string, sqlMode: string): readonly [string, string] {
  return [`SET SESSION sql_mode = ${quotedText(sqlMode)}`, sql];
}

/**
 * What makes an object and takes it away.
 * @param create none where it is not read: a person has to make it
 */
export function shown(
  id: string,
  create: readonly string[],
): Pick<SchemaObject, "create" | "drop" | "byHand"> {
  return {
    create,
    drop: `DROP ${id}`,
    ...(create.length === 0 && { byHand: `make the ${id}: what makes it is not read.` }),
  };
}
