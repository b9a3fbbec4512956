import type { Catalogue } from "../catalogue/catalogue.js";
import { quotedName } from "../sql/quoted.js";

/** Gives the connection's database, whatever it is called, the character set and the collation of the one that was read. */
export function databaseSql({ characterSet, collation }: Catalogue["server"]): string {
  return `ALTER DATABASE CHARACTER SET = ${quotedName(characterSet)} COLLATE = ${quotedName(collation)}`;
}
