import { describe, expect, it, vi } from "vitest";
import { ServiceError } from "../../../src/runtime.js";
import {
  ErrorHandler,
  type HandledError,
  logRecord,
} from "../../../src/runtime/failure/error-handler.js";
import { noSecrets, SecretFilter } from "../../../src/runtime/secrets/secret-filter.js";

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe("ErrorHandler", () => {
  it("counts by kind and operation, each sorted", () => {
    const handler = new ErrorHandler();
    handler.handle(coded("ECONNRESET"), { operation: "b" });
    handler.handle(coded("ECONNREFUSED"), { operation: "a" });
    handler.handle(new Error("x"));
    handler.handle(new ServiceError("x", { kind: "auth", operation: "b", filter: noSecrets }));
    const statistics = handler.statistics();
    expect(statistics).toEqual({
      total: 4,
      retryable: 2,
      unreported: 0,
      kinds: { auth: 1, network: 2, unknown: 1 },
      operations: { a: 1, b: 2 },
    });
    expect(Object.keys(statistics.kinds)).toEqual(["auth", "network", "unknown"]);
    handler.reset();
    expect(handler.statistics()).toEqual({
      total: 0,
      retryable: 0,
      unreported: 0,
      kinds: {},
      operations: {},
    });
  });

  it("counts a bounded number of operations each for itself", () => {
    const handler = new ErrorHandler({ maxOperations: 2 });
    for (const operation of ["a", "b", "c", "d", "a"]) handler.handle("x", { operation });
    expect(handler.statistics().operations).toEqual({ "(other)": 2, a: 2, b: 1 });
  });

  it("reports every error in one line, with its context and without secrets", () => {
    const onError = vi.fn<(error: HandledError) => void>();
    const error = new Error("line 1\npassword=hunter2hunter2");
    const details = {
      url: "https://u:pa55word@host/",
      attempt: 2,
      last: true,
      "token=abcdefgh": "x",
    };
    const context = { operation: "a\nb", duration: 12, details };
    const handled = new ErrorHandler({ onError }).handle(error, context);
    expect(handled).toEqual({
      name: "Error",
      kind: "unknown",
      severity: "critical",
      retryable: false,
      operation: "a\\u000ab",
      message: "line 1\\u000apassword=[secret]",
      duration: 12,
      details: {
        url: "https://[secret]@host/",
        attempt: 2,
        last: true,
        "token=[secret]": "x",
      },
    });
    expect(onError).toHaveBeenCalledExactlyOnceWith(handled);
  });

  it("reports what a service error says, also when another error holds it", () => {
    const error = new ServiceError("Hub a: 503 Service Unavailable", {
      kind: "server",
      operation: "a",
      filter: noSecrets,
      status: 503,
      requestId: "r-1",
      attempts: 3,
      retryable: true,
      cause: coded("ECONNRESET"),
    });
    const told = {
      kind: "server",
      severity: "error",
      retryable: true,
      operation: "a",
      status: 503,
      requestId: "r-1",
      attempts: 3,
    };
    expect(new ErrorHandler().handle(error)).toMatchObject({
      ...told,
      name: "ServiceError",
      message: "Hub a: 503 Service Unavailable",
    });
    expect(new ErrorHandler().handle(new Error("sync failed", { cause: error }))).toMatchObject({
      ...told,
      name: "Error",
      message: "sync failed: ECONNRESET",
    });
  });

  it.each<[string, unknown, string]>([
    ["a text", "thrown", "thrown"],
    ["nothing", undefined, "undefined"],
    ["a symbol", Symbol("s"), "Symbol(s)"],
    ["an object", {}, "no message"],
    ["an object without a prototype", Object.create(null), "no message"],
    ["a function", () => 1, "no message"],
    ["an object with a message", { message: "said" }, "said"],
    [
      "what fetch throws",
      new TypeError("fetch failed", { cause: coded("EPIPE") }),
      "fetch failed: EPIPE",
    ],
    ["an error without a message", new AggregateError([coded("EPIPE")], ""), "EPIPE"],
  ])("handles %s", (_what, thrown, message) => {
    expect(new ErrorHandler().handle(thrown).message).toBe(message);
  });

  it("removes secrets that it is told how to find", () => {
    const filter = new SecretFilter(["correct horse battery"]);
    const handler = new ErrorHandler({ redact: (text) => filter.values(text) });
    const handled = handler.handle(new Error("correct%20horse%20battery password=hunter2hunter2"), {
      details: { said: "correct horse battery" },
    });
    expect(handled.message).toBe("[secret] password=[secret]");
    expect(handled.details).toEqual({ said: "[secret]" });
  });

  it("shows nothing of a text that could not be cleaned", () => {
    const handler = new ErrorHandler({
      redact: () => {
        throw new Error("broken");
      },
    });
    const handled = handler.handle(new Error("x"), { operation: "a", details: { b: "c" } });
    expect(handled).toMatchObject({ name: "[secret]", message: "[secret]", operation: "[secret]" });
  });

  it("leaves out details that cannot be read", () => {
    const details = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error("no");
        },
      },
    );
    expect(new ErrorHandler().handle("x", { details }).details).toEqual({});
  });

  it("is not stopped by what it reports to, and counts that", async () => {
    const failing = new ErrorHandler({
      onError: () => {
        throw new Error("log full");
      },
    });
    const rejecting = new ErrorHandler({ onError: () => Promise.reject(new Error("log full")) });
    const working = new ErrorHandler({ onError: () => Promise.resolve() });
    for (const handler of [failing, rejecting, working]) handler.handle(new Error("x"));
    await Promise.resolve();
    expect([failing, rejecting, working].map((handler) => handler.statistics())).toMatchObject([
      { total: 1, unreported: 1 },
      { total: 1, unreported: 1 },
      { total: 1, unreported: 0 },
    ]);
  });
});

describe("a record for a log", () => {
  it("is flat, holds what is known, and lets no detail hide it", () => {
    const details = { kind: "mine", page: 2 };
    const handled = new ErrorHandler().handle(coded("EPIPE"), { operation: "a", details });
    expect(logRecord(handled)).toEqual({
      name: "Error",
      kind: "network",
      severity: "warning",
      retryable: true,
      message: "EPIPE",
      operation: "a",
      page: 2,
    });
  });
});
