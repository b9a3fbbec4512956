import { classifyError, ErrorHandler } from "@agentflow/core/runtime";
import { describe, expect, it } from "vitest";
import { abortError } from "../../src/errors/abort-error.js";
import { DatabaseError, isDatabaseError } from "../../src/errors/database-error.js";
import { databaseError } from "../../src/postgresql/errors/from-error.js";

/** An error as `pg` and PGlite throw it. */
const server = (code: string, message: string, fields: object = {}): Error =>
  Object.assign(new Error(message), { severity: "ERROR", code, ...fields });
const network = (code: string): Error =>
  Object.assign(new Error(`connect ${code} 127.0.0.1:5432`), { code });

describe("databaseError", () => {
  it.each([
    ["08006", "connection"],
    ["21000", "data"],
    ["22003", "data"],
    ["23001", "foreign-key-violation"],
    ["23502", "not-null-violation"],
    ["23503", "foreign-key-violation"],
    ["23505", "unique-violation"],
    ["23514", "check-violation"],
    ["23P01", "exclusion-violation"],
    ["25006", "permission"],
    ["28P01", "permission"],
    ["3D000", "syntax"],
    ["40001", "serialization"],
    ["40P01", "deadlock"],
    ["42501", "permission"],
    ["42601", "syntax"],
    ["42P01", "syntax"],
    ["44000", "check-violation"],
    ["53300", "connection"],
    ["55P03", "timeout"],
    ["57014", "cancelled"],
    ["57P01", "connection"],
    ["P0001", "unknown"],
    ["XX000", "unknown"],
  ])("takes SQLSTATE %s for %s", (code, kind) => {
    expect(databaseError(server(code, "text"))).toMatchObject({ code, kind });
  });

  it.each([
    ["40001", "sent", { retryable: true, outcomeUnknown: false }],
    ["40P01", "sent", { retryable: true, outcomeUnknown: false }],
    ["57P01", "sent", { retryable: true, outcomeUnknown: false }],
    ["57P03", "sent", { retryable: true, outcomeUnknown: false }],
    ["53300", "unsent", { retryable: true, outcomeUnknown: false }],
    // The server had said that it is complete, but may not have committed it.
    ["57P01", "completed", { retryable: false, outcomeUnknown: true }],
    // A crash can come after the commit and before the answer.
    ["57P02", "sent", { retryable: false, outcomeUnknown: true }],
    ["08006", "sent", { retryable: false, outcomeUnknown: true }],
    ["08006", "unsent", { retryable: true, outcomeUnknown: false }],
    ["23505", "sent", { retryable: false, outcomeUnknown: false }],
    ["57014", "sent", { retryable: false, outcomeUnknown: false }],
  ] as const)(
    "knows whether %s may be tried again when the statement was %s",
    (code, progress, fields) => {
      expect(databaseError(server(code, "text"), { progress })).toMatchObject(fields);
    },
  );

  it.each([
    [{}, { retryable: true, outcomeUnknown: false }],
    [{ progress: "sent" }, { retryable: false, outcomeUnknown: true }],
    [
      { progress: "sent", readOnly: true },
      { retryable: true, outcomeUnknown: false },
    ],
  ] as const)("knows what a lost connection means, with %j", (context, fields) => {
    const failure = databaseError(network("ECONNRESET"), context);
    expect(failure).toMatchObject({ kind: "connection", code: undefined, ...fields });
    expect(failure.cause).toMatchObject({ code: "ECONNRESET" });
    expect(/unknown/.test(failure.message)).toBe(fields.outcomeUnknown);
  });

  it("tells of every address that was tried", () => {
    const error = new AggregateError([network("ECONNREFUSED"), network("ETIMEDOUT")]);
    expect(databaseError(error).message).toBe(
      "The connection to the database failed: connect ECONNREFUSED 127.0.0.1:5432, connect ETIMEDOUT 127.0.0.1:5432.",
    );
  });

  it("leaves its own errors as they are, and takes anything else", () => {
    const own = new DatabaseError("x", { kind: "conflict" });
    expect(databaseError(own)).toBe(own);
    expect(databaseError("text").message).toBe("The connection to the database failed: text.");
  });

  it.each([
    [`invalid input syntax for type integer: "4711"`, "invalid input syntax for type integer"],
    [`value "4711" is out of range for type integer`, "SQLSTATE 22P02"],
    [`»4711« ist kein gültiger Wert`, "SQLSTATE 22P02"],
    [`character with byte sequence 0xe2 4711`, "SQLSTATE 22P02"],
    ["division by zero", "division by zero"],
  ])("says of %j only what holds no value", (text, said) => {
    const failure = databaseError(
      server("22P02", text, { detail: "4711", where: "4711", internalQuery: "4711" }),
    );
    expect(failure.message).toBe(`A value is not valid: ${said}.`);
    expect(failure.cause).not.toMatchObject({ detail: expect.anything() });
    expect(JSON.stringify([failure, failure.cause])).not.toContain("4711");
  });

  it.each([
    ["Key (id)=(4711) already exists.", ["id"]],
    [`Key (a, "B c")=(4711, x) already exists.`, ["a", "B c"]],
    [`Key ("a, ""b""", c)=(1, 2) already exists.`, [`a, "b"`, "c"]],
    ["Key (lower(name))=(4711) already exists.", []],
    ["Schlüssel »(id)«=»(4711)« existiert bereits.", []],
    [undefined, []],
  ])("reads the columns of %j", (detail, columns) => {
    expect(databaseError(server("23505", "text", { detail })).columns).toEqual(columns);
  });

  it.each([
    [
      "23505",
      { constraint: "c", table: "t" },
      `Another row has the same values (constraint "c" of table "t").`,
    ],
    [
      "23503",
      { constraint: "c", table: "t", schema: "s" },
      `A row refers to another that does not exist (constraint "c" of table "s"."t").`,
    ],
    ["23502", {}, "A column must not be null."],
    [
      "23514",
      { constraint: `we"i\nrd` },
      `A row does not meet a condition (constraint "we\\"i\\nrd").`,
    ],
    ["23P01", { table: "t" }, `A row excludes another (table "t").`],
  ])("says what SQLSTATE %s is about when it knows %j", (code, fields, message) => {
    expect(databaseError(server(code, "4711", fields)).message).toBe(message);
  });

  it.each([
    ["23503", `update or delete on table "a" violates foreign key constraint "c" on table "b"`],
    ["23001", `update or delete on table "a" violates RESTRICT setting of foreign key constraint`],
  ])("names no columns of one table as those of another that refers to it: %s", (code, text) => {
    const detail = `Key (id)=(4711) is still referenced from table "b".`;
    const failure = databaseError(server(code, text, { constraint: "c", table: "b", detail }));
    expect(failure).toMatchObject({
      kind: "foreign-key-violation",
      table: "b",
      columns: [],
      message: `A row is still referred to by another (constraint "c" of table "b").`,
    });
  });

  it("keeps secrets out of what it cites, on one line that ends", () => {
    const text = `no hunter2 at postgres://me:pass@word@host/x\nnext ${"a".repeat(600)}`;
    const { message, cause } = databaseError(new Error(text), { secrets: ["hunter2", ""] });
    expect(message).toMatch(
      /^The connection to the database failed: no \[secret\] at postgres:\/\/\[secret\]@host\/x next a+…\.$/,
    );
    expect(String(cause)).not.toContain("hunter2");
  });

  it("tells a statement timeout from a cancellation", () => {
    const text = "canceling statement due to statement timeout";
    expect(databaseError(server("57014", text)).kind).toBe("timeout");
    expect(databaseError(server("57014", "canceling statement due to user request")).kind).toBe(
      "cancelled",
    );
  });
});

describe("DatabaseError", () => {
  it("is recognised by its brand", () => {
    expect(isDatabaseError(new DatabaseError("x", { kind: "data" }))).toBe(true);
    expect(isDatabaseError(new Error("x"))).toBe(false);
    expect(isDatabaseError({ kind: "data" })).toBe(false);
  });

  it("is what the runtime's retries, metrics and logs take it for", () => {
    const conflict = new DatabaseError("x", { kind: "serialization", retryable: true });
    expect(classifyError(new Error("outer", { cause: conflict }))).toEqual({
      kind: "conflict",
      severity: "warning",
      retryable: true,
    });
    const handled = new ErrorHandler().handle(new DatabaseError("x", { kind: "not-found" }));
    expect(handled).toMatchObject({ kind: "not-found", retryable: false });
  });

  it("gives a log everything but the cause", () => {
    const error = new DatabaseError("x", { kind: "data", table: "t", cause: new Error("y") });
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: "DatabaseError",
      message: "x",
      kind: "data",
      table: "t",
      columns: [],
      retryable: false,
      outcomeUnknown: false,
    });
  });
});

describe("abortError", () => {
  it("keeps the reason as its cause, and says when the outcome is unknown", () => {
    const reason = new Error("enough");
    expect(abortError(reason)).toMatchObject({ kind: "cancelled", cause: reason });
    const late = new DatabaseError("late", { kind: "timeout" });
    expect(abortError(late)).toBe(late);
    expect(abortError(late, true)).toMatchObject({ kind: "timeout", outcomeUnknown: true });
    expect(abortError(reason, true).message).toMatch(/did not say whether it took effect/);
  });
});
