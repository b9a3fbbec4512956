import { quoted } from "../../errors/clean-text.js";
import { DatabaseError } from "../../errors/database-error.js";

/** INSERT … RETURNING and the names of types on the wire came with it. */
const oldest = { major: 10, minor: 5 };

/**
 * Refuses a server that this driver was never tried with. MySQL speaks the same protocol, but has another SQL and other
 * errors.
 * @param version what `version()` says, as in `10.11.14-MariaDB-0+deb12u2`
 * @throws {DatabaseError} when it is no MariaDB from 10.5 on
 */
export function refuseVersion(version: string): void {
  const [, major = 0, minor = 0] = /^(\d+)\.(\d+)\.\d+-.*mariadb/i.exec(version)?.map(Number) ?? [];
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return;
  throw new DatabaseError(
    `The server's version is ${quoted(version)}. This driver needs MariaDB ${oldest.major}.${oldest.minor} or later; ` +
      "MySQL is another database, and it was never tried with it.",
    { kind: "connection" },
  );
}
