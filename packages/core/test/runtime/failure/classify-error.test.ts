import { STATUS_CODES } from "node:http";
import { describe, expect, it } from "vitest";
import { ServiceError } from "../../../src/runtime.js";
import { classifyError } from "../../../src/runtime/failure/classify-error.js";
import { isErrorKind, severityOf } from "../../../src/runtime/failure/error-kind.js";
import { classifyFailure, failureMessage } from "../../../src/runtime/failure/failure-kind.js";
import { reasonPhrase } from "../../../src/runtime/failure/reason-phrases.js";
import { statusMessage } from "../../../src/runtime/failure/status-message.js";
import { noSecrets } from "../../../src/runtime/secrets/secret-filter.js";

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}

function named(name: string): Error {
  return Object.assign(new Error(name), { name });
}

/** As `fetch` throws what went wrong below it. */
function wrapped(cause: unknown): Error {
  return new TypeError("fetch failed", { cause });
}

function circle(): Error {
  const first = new Error("first");
  const second = new Error("second", { cause: first });
  return Object.assign(first, { cause: second, errors: [first, second] });
}

const brand = Symbol.for("agentflow.service-error");

describe("an error that says what it is", () => {
  const marked = (value: unknown): Error =>
    Object.assign(new Error("x"), { [Symbol.for("agentflow.error-class")]: value });

  it("is believed, also as the cause of another", () => {
    const conflict = marked({ kind: "conflict", retryable: true });
    const expected = { kind: "conflict", severity: "warning", retryable: true };
    expect(classifyError(conflict)).toEqual(expected);
    expect(classifyError(new Error("outer", { cause: conflict }))).toEqual(expected);
  });

  it.each([undefined, "conflict", { kind: "conflict" }, { kind: "other", retryable: true }])(
    "is not believed when it says %j",
    (value) => {
      expect(classifyError(marked(value)).kind).toBe("unknown");
    },
  );
});

describe("an error", () => {
  it.each([
    ["ECONNRESET", coded("ECONNRESET"), "network", "warning", true],
    ["UND_ERR_SOCKET", coded("UND_ERR_SOCKET"), "network", "warning", true],
    ["ETIMEDOUT", coded("ETIMEDOUT"), "timeout", "warning", true],
    ["UND_ERR_CONNECT_TIMEOUT", coded("UND_ERR_CONNECT_TIMEOUT"), "timeout", "warning", true],
    ["a bad certificate", coded("CERT_HAS_EXPIRED"), "network", "warning", false],
    [
      "a self-signed certificate",
      coded("DEPTH_ZERO_SELF_SIGNED_CERT"),
      "network",
      "warning",
      false,
    ],
    ["a wrong host name", coded("ERR_TLS_CERT_ALTNAME_INVALID"), "network", "warning", false],
    ["a TLS failure", coded("ERR_SSL_WRONG_VERSION_NUMBER"), "network", "warning", false],
    ["broken HTTP", coded("HPE_INVALID_CONSTANT"), "response", "error", false],
    ["AbortError", named("AbortError"), "cancelled", "info", false],
    ["TimeoutError", named("TimeoutError"), "timeout", "warning", true],
    ["status 401", Object.assign(new Error("x"), { status: 401 }), "auth", "critical", false],
    ["status 503", Object.assign(new Error("x"), { status: 503 }), "server", "error", true],
    ["status 200", Object.assign(new Error("x"), { status: 200 }), "response", "error", false],
    ["statusCode 404", { statusCode: 404 }, "not-found", "warning", false],
    ["a status that is none", { status: 42 }, "unknown", "critical", false],
    ["a status that is a text", { status: "503" }, "unknown", "critical", false],
    ["ENOTFOUND", coded("ENOTFOUND"), "network", "warning", true],
    ["EAI_AGAIN", coded("EAI_AGAIN"), "network", "warning", true],
    ["EAI_FAIL", coded("EAI_FAIL"), "network", "warning", true],
    ["EPROTO", coded("EPROTO"), "network", "warning", false],
    [
      "an untrusted certificate",
      coded("UNABLE_TO_VERIFY_LEAF_SIGNATURE"),
      "network",
      "warning",
      false,
    ],
    ["a revocation list", coded("CRL_HAS_EXPIRED"), "network", "warning", false],
    ["Bun", coded("ConnectionRefused"), "network", "warning", true],
    ["an object with a code", { code: "ECONNRESET" }, "network", "warning", true],
    ["a code that is a number", { code: 20 }, "unknown", "critical", false],
    ["fetch", wrapped(coded("ECONNREFUSED")), "network", "warning", true],
    ["fetch and TLS", wrapped(coded("CERT_HAS_EXPIRED")), "network", "warning", false],
    ["fetch and nobody knows what", wrapped(new Error("bad port")), "unknown", "critical", false],
    [
      "every address of a host",
      wrapped(new AggregateError([new Error("x"), coded("ETIMEDOUT")])),
      "timeout",
      "warning",
      true,
    ],
    [
      "a status in an error",
      wrapped(Object.assign(new Error("x"), { status: 409 })),
      "conflict",
      "warning",
      false,
    ],
    ["the mark without a kind", { [brand]: true }, "unknown", "critical", false],
    [
      "the mark with a kind that is none",
      Object.assign(new Error("x"), { [brand]: true, kind: "toString", retryable: true }),
      "unknown",
      "critical",
      false,
    ],
    [
      "the mark without what it means",
      Object.assign(new Error("x"), { [brand]: true, kind: "auth", status: 500 }),
      "server",
      "error",
      true,
    ],
    ["a circle of causes", circle(), "unknown", "critical", false],
    ["a bug", new TypeError("x is not a function"), "unknown", "critical", false],
    ["a code from Object.prototype", coded("constructor"), "unknown", "critical", false],
    ["a text", "thrown", "unknown", "critical", false],
    ["nothing", undefined, "unknown", "critical", false],
  ])("of %s is classified", (_what, error, kind, severity, retryable) => {
    expect(classifyError(error)).toEqual({ kind, severity, retryable });
  });

  it("is classified by the outermost that says something", () => {
    const inner = new ServiceError("x", { kind: "auth", operation: "a", filter: noSecrets });
    expect(classifyError(wrapped(inner)).kind).toBe("auth");
    const outer = Object.assign(wrapped(inner), { code: "ETIMEDOUT" });
    expect(classifyError(outer).kind).toBe("timeout");
  });

  it("of a status may pass when the caller says so", () => {
    const error = Object.assign(new Error("x"), { status: 404 });
    expect(classifyError(error, [404]).retryable).toBe(true);
  });

  it("is looked into only so far", () => {
    let error: Error = coded("ECONNRESET");
    for (let depth = 0; depth < 30; depth += 1) error = wrapped(error);
    expect(classifyError(error).kind).toBe("unknown");
  });

  it("that a service made says itself what it is", () => {
    const error = new ServiceError("x", {
      kind: "conflict",
      operation: "a",
      filter: noSecrets,
      retryable: true,
    });
    expect(classifyError(error)).toEqual({
      kind: "conflict",
      severity: "warning",
      retryable: true,
    });
  });

  it("has a severity for every kind", () => {
    expect(severityOf("circuit-open")).toBe("warning");
    expect(isErrorKind("circuit-open")).toBe(true);
  });
});

describe("a failure of the network", () => {
  it.each([
    [wrapped(new AggregateError([coded("ECONNREFUSED")])), { kind: "network", transient: true }],
    [wrapped(coded("ERR_TLS_CERT_ALTNAME_INVALID")), { kind: "network", transient: false }],
    [coded("HPE_HEADER_OVERFLOW"), { kind: "response", transient: false }],
    [new DOMException("x", "TimeoutError"), { kind: "timeout", transient: true }],
    [new Error("x"), { kind: "unknown", transient: false }],
    ["text", { kind: "unknown", transient: false }],
  ])("is classified: %s", (error, expected) => {
    expect(classifyFailure(error)).toEqual(expected);
  });
});

describe("what a failure says", () => {
  it.each([
    ["by itself", new Error("plain"), "plain"],
    ["in what fetch threw", wrapped(new AggregateError([coded("ECONNREFUSED")])), "ECONNREFUSED"],
    ["in the first message there is", new AggregateError([new Error("inner")], ""), "inner"],
    ["by its code", Object.assign(new Error(""), { code: "EPIPE" }), "EPIPE"],
    ["by its name", Object.assign(new Error(""), { name: "AbortError" }), "AbortError"],
    ["nowhere", {}, "no message"],
    ["in the value itself, when it is a text", "text", "text"],
    ["nowhere, as it is no object", 1, "no message"],
    [
      "of a certificate",
      wrapped(Object.assign(new Error("certificate has expired"), { code: "CERT_HAS_EXPIRED" })),
      "certificate has expired",
    ],
    [
      "of a certificate without the word",
      Object.assign(new Error("path length constraint exceeded"), { code: "PATH_LENGTH_EXCEEDED" }),
      "the certificate is not accepted: path length constraint exceeded",
    ],
    [
      "of TLS",
      Object.assign(new Error("wrong version number"), { code: "ERR_SSL_WRONG_VERSION_NUMBER" }),
      "wrong version number",
    ],
  ])("stands %s", (_where, error, message) => {
    expect(failureMessage(error)).toBe(message);
  });
});

describe("the phrase of a status", () => {
  it("is Node's", () => {
    for (let status = 200; status < 600; status += 1) {
      // 509 is registered by nobody.
      const expected = status === 509 ? undefined : STATUS_CODES[status];
      expect(reasonPhrase(status)).toBe(expected ?? "");
    }
  });
});

describe("the message of a status", () => {
  it.each([
    [404, undefined, "404 Not Found"],
    [404, null, "404 Not Found"],
    [404, "text", "404 Not Found"],
    [599, {}, "599"],
    [404, { message: "Not Found" }, "404 Not Found"],
    [404, { message: "", detail: "no such page" }, "404 Not Found: no such page"],
    [400, { error: { message: "bad" } }, "400 Bad Request: bad"],
    [400, { error: { message: 1 }, title: "bad" }, "400 Bad Request: bad"],
    [400, { error: "bad" }, "400 Bad Request: bad"],
  ])("of %i with %j is %j", (status, body, message) => {
    expect(statusMessage(status, body)).toBe(message);
  });

  it("shows no half of a secret where it is cut", () => {
    const said = `${"x".repeat(180)} postgres://app:${"p".repeat(40)}@db/app`;
    expect(statusMessage(500, { message: said })).not.toContain("ppp");
  });
});
