import { describe, expect, it } from "vitest";
import { mariadbError } from "../../src/mariadb/errors/mariadb-error.js";

/** What `mysql2` makes of a server's error. */
function reported(errno: number, sqlState: string, message: string): Error {
  return Object.assign(new Error(message), { errno, sqlState, sqlMessage: message, code: "ER_X" });
}

const error = (errno: number, state: string, message: string) =>
  mariadbError(reported(errno, state, message), { progress: "sent" });

describe("the error of MariaDB", () => {
  it.each([
    [1022, "23000", "unique-violation"],
    [1217, "23000", "foreign-key-violation"],
    [1369, "44000", "check-violation"],
    [1364, "HY000", "not-null-violation"],
    [1020, "HY000", "serialization"],
    [1213, "40001", "deadlock"],
    [1205, "HY000", "timeout"],
    [1969, "70100", "timeout"],
    [1317, "70100", "cancelled"],
    [1044, "42000", "permission"],
    [1142, "42000", "permission"],
    [1792, "25006", "permission"],
    [1290, "HY000", "permission"],
    [1040, "08004", "connection"],
    [1927, "70100", "connection"],
    [1064, "42000", "syntax"],
    [1146, "42S02", "syntax"],
    [1305, "42000", "syntax"],
    [1242, "21000", "data"],
    [4038, "HY000", "data"],
    [3999, "22999", "data"],
    [1644, "45000", "unknown"],
    [1467, "HY000", "unknown"],
  ])("%i (%s) is of kind %s", (number, state, kind) => {
    expect(error(number, state, "text")).toMatchObject({ kind, code: String(number) });
  });

  it.each([
    [1213, true],
    [1020, true],
    [1205, false],
    [1062, false],
  ])("%i can be retried: %s", (number, retryable) => {
    expect(error(number, "HY000", "x")).toMatchObject({ retryable, outcomeUnknown: false });
  });

  it("tells whether the server ended a statement for good before it closed the connection", () => {
    const killed = error(1927, "70100", "Connection was killed");
    expect(killed).toMatchObject({ retryable: true, outcomeUnknown: false });
    const lost = error(1160, "08S01", "Got an error writing communication packets");
    expect(lost).toMatchObject({ retryable: false, outcomeUnknown: true });
    expect(lost.message).toMatch(/Whether the statement took effect is unknown\.$/);
  });

  it.each([
    [1062, "Duplicate entry 'a' for key 'b' for key 'c''d'", { constraint: "c''d" }],
    [1062, "Duplicate entry 'a' for key", {}],
    [
      1452,
      "Cannot add or update a child row: a foreign key constraint fails (`d``b`.`t,(`, CONSTRAINT `f``k` FOREIGN KEY (`a``, b`, `c)`) REFERENCES `p` (`x`, `y`))",
      { schema: "d`b", table: "t,(", constraint: "f`k", columns: ["a`, b", "c)"] },
    ],
    [
      1452,
      "Cannot add or update a child row: a foreign key constraint fails (`d`.`t`, CONSTRAINT `f` FOREIGN KEY (`a`, `b",
      { schema: "d", table: "t", constraint: "f", columns: [] },
    ],
    [1451, "Cannot delete or update a parent row: a foreign key constraint fails", { columns: [] }],
    [
      4025,
      "CONSTRAINT `t.a``b` failed for `d`.`t`",
      { schema: "d", table: "t", constraint: "a`b", columns: ["a`b"] },
    ],
    [4025, "CONSTRAINT `c` failed for `d`.`t", { table: undefined }],
    [1369, "CHECK OPTION failed `d`.`v`", { schema: "d", table: "v" }],
    [1048, "Column 'it's' cannot be null", { columns: ["it's"] }],
    [1364, "Field 'a' doesn't have a default value", { columns: ["a"] }],
    [
      1263,
      "Column set to default value; NULL supplied to NOT NULL column 'a' at row 1",
      { columns: ["a"] },
    ],
    [1264, "Out of range value for column 'a' at row 1", { columns: ["a"] }],
    [
      1366,
      "Incorrect string value: '` for column `x`.`y`.`z` at row 1' for column `d`.`t`.`a``b` at row 1",
      { schema: "d", table: "t", columns: ["a`b"] },
    ],
  ])("%i names what it is about: %s", (number, message, names) => {
    expect(error(number, "23000", message)).toMatchObject(names);
  });

  it.each([
    [
      1292,
      "22007",
      "Truncated incorrect DOUBLE value: '12345'",
      "A value is not valid: Truncated incorrect DOUBLE value.",
    ],
    [
      1366,
      "22007",
      "Incorrect string value: '12345' for column `d`.`t`.`a` at row 1",
      'A value is not valid (table "d"."t"): Incorrect string value.',
    ],
    [
      1411,
      "HY000",
      "Incorrect datetime value: '12345' for function str_to_date",
      "A value is not valid: Incorrect datetime value.",
    ],
    [1292, "22007", "12345", "A value is not valid: Incorrect value."],
    [
      1690,
      "22003",
      "BIGINT value is out of range in '12345 + 1'",
      "A value is not valid: BIGINT value is out of range.",
    ],
    [
      1526,
      "HY000",
      "Table has no partition for value 12345",
      "A value is not valid: Table has no partition.",
    ],
    [
      1918,
      "22007",
      "Encountered illegal value '12345' when converting to INT",
      "A value is not valid: Encountered illegal value.",
    ],
    [3999, "22999", "Something new about '12345'", "A value is not valid: Something new about."],
    [1064, "42000", "You have an error near '12345'' at line 1", "You have an error at line 1."],
    [
      1064,
      "42000",
      "You have an error near 'from x = '12345'' at line 2",
      "You have an error near 'from x =' at line 2.",
    ],
    [1064, "42000", "12345", "You have an error in your SQL syntax."],
    [
      1062,
      "23000",
      "Duplicate entry '12345' for key 'k'",
      'Another row has the same values (constraint "k").',
    ],
  ])("%i (%s) is told without values: %s", (number, state, message, told) => {
    const failure = error(number, state, message);
    expect(failure.message).toBe(told);
    expect(`${JSON.stringify(failure)}${String(failure.stack)}`).not.toContain("12345");
    expect(JSON.stringify([failure.cause, String(failure.cause)])).not.toContain("12345");
  });

  it("is told without secrets, on one line", () => {
    const text = "Access denied for user 'a'@'b'\nmariadb://a:p@ss@h/x hunter2";
    const failure = mariadbError(reported(1045, "28000", text), { secrets: ["hunter2"] });
    expect(failure.message).toBe("Access denied for user 'a'@'b' mariadb://[secret]@h/x [secret].");
  });

  it("is one of the connection when the server did not report it", () => {
    const network = Object.assign(new Error("connect ECONNREFUSED"), {
      errno: -111,
      code: "ECONNREFUSED",
    });
    expect(mariadbError(network)).toMatchObject({ kind: "connection", retryable: true });
    expect(mariadbError("odd", { progress: "sent" })).toMatchObject({ outcomeUnknown: true });
    expect(mariadbError(mariadbError(network))).toMatchObject({ kind: "connection" });
  });
});
