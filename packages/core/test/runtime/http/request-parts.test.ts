import { describe, expect, it } from "vitest";
import { addFields, OperationPlan } from "../../../src/runtime/client/operation-plan.js";
import { withQueryParameter } from "../../../src/runtime/http/query-parameter.js";
import { encodeBody, isResendable } from "../../../src/runtime/http/request-body.js";
import {
  requestHeaders,
  setHeader,
  setHeaders,
  withoutCredentials,
} from "../../../src/runtime/http/request-headers.js";

describe("a request body", () => {
  it("is stringified for JSON types", () => {
    expect(encodeBody({ contentType: "application/json" }, { a: 1 })).toEqual({
      content: '{"a":1}',
      contentType: "application/json",
    });
    expect(encodeBody({ contentType: "application/merge-patch+json; charset=utf-8" }, "x")).toEqual(
      {
        content: '"x"',
        contentType: "application/merge-patch+json; charset=utf-8",
      },
    );
  });

  it("is sent as given for other types", () => {
    const bytes = Uint8Array.of(1, 2);
    expect(encodeBody({ contentType: "application/zip" }, bytes)?.content).toBe(bytes);
    expect(encodeBody({ contentType: "text/plain" }, "x")?.content).toBe("x");
  });

  it("has the first type unless the call names another", () => {
    const contentType = ["application/json", "text/plain"];
    expect(encodeBody({ contentType }, "x")?.content).toBe('"x"');
    expect(encodeBody({ contentType }, "x", "text/plain")?.content).toBe("x");
  });

  it.each([
    ["x", "text/plain; charset=utf-8"],
    [Uint8Array.of(1), "application/octet-stream"],
  ])("gets a type of its own where the description has only a range: %s", (body, type) => {
    expect(encodeBody({ contentType: "*/*" }, body)?.contentType).toBe(type);
    expect(encodeBody({ contentType: [] }, Uint8Array.of(1))?.contentType).toBe(
      "application/octet-stream",
    );
  });

  it("may be left out unless it is required", () => {
    expect(encodeBody({ contentType: "application/json" }, undefined)).toBeUndefined();
    expect(() =>
      encodeBody({ contentType: "application/json", required: true }, undefined),
    ).toThrow('the parameter "body" is missing');
  });

  it("is refused when it cannot be written", () => {
    const cycle: Record<string, unknown> = {};
    cycle["self"] = cycle;
    const json = { contentType: "application/json" };
    expect(() => encodeBody(json, cycle)).toThrow("cannot be written as JSON");
    expect(() => encodeBody(json, Symbol("a"))).toThrow("cannot be written as JSON");
    expect(() => encodeBody(json, () => 1)).toThrow("cannot be written as JSON");
    expect(() => encodeBody({ contentType: "text/csv" }, { a: 1 })).toThrow(
      "must be a string, bytes or a stream of bytes",
    );
  });

  it("can be sent again unless it is a stream", () => {
    const stream = new ReadableStream<Uint8Array>();
    expect(isResendable(undefined)).toBe(true);
    expect(isResendable({ content: "x", contentType: "text/plain" })).toBe(true);
    expect(isResendable({ content: Uint8Array.of(1), contentType: "x/y" })).toBe(true);
    expect(isResendable(encodeBody({ contentType: "x/y" }, stream))).toBe(false);
  });
});

describe("request headers", () => {
  it("have one value for a name in any case", () => {
    const headers = requestHeaders({ accept: "a" });
    setHeaders(headers, { Accept: "b", "X-Other": "c", "x-none": undefined });
    expect({ ...headers }).toEqual({ accept: "b", "x-other": "c" });
  });

  it("hold a field called __proto__ like every other", () => {
    const headers = requestHeaders();
    setHeader(headers, "__proto__", "x");
    expect(Object.keys(headers)).toEqual(["__proto__"]);
    expect(Object.keys(requestHeaders(headers))).toEqual(["__proto__"]);
  });

  it.each(["a\r\nx: y", "a\nb", "a\u0000", "a\u007F", "☃"])("refuse the value %j", (value) => {
    expect(() => setHeader(requestHeaders(), "x-name", value)).toThrow(
      'the header "x-name" holds a character',
    );
  });

  it.each(["", "a b", "a:", "a\r\n", "ä"])("refuse the name %j", (name) => {
    expect(() => setHeader(requestHeaders(), name, "x")).toThrow("invalid name");
  });

  it.each(["Host", "content-length", "Transfer-Encoding", "connection"])(
    "leave %s to the connection",
    (name) => {
      expect(() => setHeader(requestHeaders(), name, "x")).toThrow("the connection decides it");
    },
  );

  it("lose credentials, the service's own ones too, for another origin", () => {
    const headers = requestHeaders({ authorization: "a", cookie: "b", "x-key": "c", accept: "d" });
    expect({ ...withoutCredentials(headers, ["x-key"]) }).toEqual({ accept: "d" });
    expect(headers["authorization"]).toBe("a");
  });

  it("come from header and cookie parameters", () => {
    const plan = new OperationPlan({
      id: "x",
      method: "GET",
      path: "/",
      parameters: {
        tags: { in: "header", name: "X-Tags" },
        none: "header",
        session: "cookie",
        theme: { in: "cookie", name: "the$me" },
      },
    });
    const headers = requestHeaders();
    addFields(headers, plan.write({ tags: ["a", "b"], session: "x; y", theme: "dark" }).fields);
    expect({ ...headers }).toEqual({ "x-tags": "a,b", cookie: "session=x%3B%20y; the$me=dark" });
    const empty = requestHeaders();
    addFields(empty, plan.write({}).fields);
    expect({ ...empty }).toEqual({});
  });

  it("refuse a cookie whose name would begin another", () => {
    const parameters = { a: { in: "cookie", name: "a; b" } } as const;
    expect(() => new OperationPlan({ id: "x", method: "GET", path: "/", parameters })).toThrow(
      'the cookie parameter "a; b"',
    );
  });
});

describe("a query parameter set afterwards", () => {
  it("replaces those of its name and keeps the others byte for byte", () => {
    expect(withQueryParameter("/p?a=1%2B2&key=old&b", "key", "n&w")).toBe("/p?a=1%2B2&b&key=n%26w");
    expect(withQueryParameter("/p", "key", "v")).toBe("/p?key=v");
  });

  it("can be taken out", () => {
    expect(withQueryParameter("/p?key=v", "key", undefined)).toBe("/p");
    expect(withQueryParameter("/p?a=1&key", "key", undefined)).toBe("/p?a=1");
  });
});
