/**
 * What a value is must not hang on the server's configuration (MariaDB, "SQL_MODE"): a value that does not fit is an
 * error on every storage engine, 0 is 0 also where a number would be given, and a double quote is for texts. Dates of
 * zeros are left alone, as by default: old databases have them.
 */
const sqlMode = [
  "STRICT_ALL_TABLES",
  "STRICT_TRANS_TABLES",
  "ERROR_FOR_DIVISION_BY_ZERO",
  "NO_AUTO_VALUE_ON_ZERO",
  "NO_ENGINE_SUBSTITUTION",
].join(",");

/**
 * The statement that a session begins with.
 * @param statementTimeout milliseconds
 */
export function sessionSettings(statementTimeout: number | undefined): string {
  const settings = [
    `sql_mode = '${sqlMode}'`,
    "time_zone = '+00:00'",
    // Errors are read.
    "lc_messages = 'en_US'",
    "autocommit = 1",
    "sql_auto_is_null = 0",
    // Rows of relations are not cut off.
    "group_concat_max_len = 1073741824",
    // Seconds.
    ...(statementTimeout === undefined ? [] : [`max_statement_time = ${statementTimeout / 1_000}`]),
  ];
  return `set session ${settings.join(", session ")}`;
}
