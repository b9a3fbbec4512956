import {
  BSON,
  MongoClientClosedError,
  MongoError,
  MongoInvalidArgumentError,
  MongoNetworkError,
  MongoNetworkTimeoutError,
  MongoServerError,
} from "mongodb";
import { describe, expect, it } from "vitest";
import { DatabaseError } from "../../src/errors/database-error.js";
import { mongoError } from "../../src/mongodb/errors/mongo-error.js";

const server = (fields: object): MongoServerError =>
  new MongoServerError({ ok: 0, errmsg: "refused", ...fields });

/** The driver does not export its class. */
function waitedTooLong(): MongoError {
  const error = new MongoError("full");
  Object.defineProperty(error, "name", { value: "MongoWaitQueueTimeoutError" });
  return error;
}

describe("errors of the driver", () => {
  it.each([
    [new MongoNetworkTimeoutError("slow"), { kind: "timeout", outcomeUnknown: true }],
    [new MongoNetworkError("gone"), { kind: "connection", outcomeUnknown: true }],
    [new MongoClientClosedError(), { kind: "closed", outcomeUnknown: false }],
    [new MongoInvalidArgumentError("wrong"), { kind: "syntax" }],
    [new BSON.BSONError("too large"), { kind: "data" }],
    [new MongoError("odd"), { kind: "unknown" }],
    [waitedTooLong(), { kind: "connection" }],
    [new Error("odd"), { kind: "connection" }],
    ["odd", { kind: "connection" }],
  ])("%s", (error, expected) => {
    expect(mongoError(error, { collection: "orders" })).toMatchObject({
      ...expected,
      table: "orders",
    });
  });

  it("of reads leave nothing unknown, and those of the data layer stay as they are", () => {
    const read = mongoError(new MongoNetworkError("gone"), { readOnly: true });
    expect(read).toMatchObject({ outcomeUnknown: false, retryable: true });
    const own = new DatabaseError("own", { kind: "conflict" });
    expect(mongoError(own, {})).toBe(own);
  });
});

describe("errors of the server", () => {
  it("name the fields of an index by its description where the server does not", () => {
    const errmsg =
      "E11000 duplicate key error collection: shop.orders index: number_1 dup key: { number: 7 }";
    const failure = { collection: "orders", uniques: { number_1: ["number"] } };
    expect(mongoError(server({ code: 11000, errmsg }), failure)).toMatchObject({
      columns: ["number"],
      constraint: "number_1",
    });
    expect(mongoError(server({ code: 11000, errmsg }), {})).toMatchObject({
      columns: [],
      constraint: "number_1",
    });
    const bare = mongoError(server({ code: 11000, errmsg: "E11000" }), {});
    expect(bare.message).toBe("There is a document with the same key already.");
  });

  it("are of no kind that is known when they have no number", () => {
    expect(mongoError(server({}), {})).toMatchObject({ kind: "unknown", code: "0" });
    expect(mongoError(server({ code: "x" }), {})).toMatchObject({ kind: "unknown", code: "0" });
  });

  it("say when nothing was written", () => {
    const lost = { code: 91, codeName: "ShutdownInProgress" };
    expect(mongoError(server(lost), {})).toMatchObject({
      kind: "connection",
      outcomeUnknown: true,
    });
    const none = server({ ...lost, errorLabels: ["NoWritesPerformed"] });
    expect(mongoError(none, {})).toMatchObject({ outcomeUnknown: false, retryable: true });
    expect(mongoError(server(lost), { inTransaction: true })).toMatchObject({
      outcomeUnknown: false,
    });
  });
});
