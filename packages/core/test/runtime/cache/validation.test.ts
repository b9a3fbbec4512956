import { describe, expect, it } from "vitest";
import {
  conditional,
  confirms,
  endToEndHeaders,
  hasValidator,
  updatedHeaders,
} from "../../../src/runtime/cache/validation.js";
import { get } from "./wire.js";

describe("a conditional request (RFC 9111 §4.3.1)", () => {
  it.each([
    [{ etag: '"1"' }, { "if-none-match": '"1"' }],
    [{ etag: 'W/"1"' }, { "if-none-match": 'W/"1"' }],
    [
      { "last-modified": "Thu, 01 Jan 2026 00:00:00 GMT" },
      { "if-modified-since": "Thu, 01 Jan 2026 00:00:00 GMT" },
    ],
    [
      { etag: "x", "last-modified": "y" },
      { "if-none-match": "x", "if-modified-since": "y" },
    ],
  ])("with %j asks with %j", (stored, fields) => {
    expect(hasValidator(stored)).toBe(true);
    const request = get("/a", { accept: "text/plain" });
    const asked = conditional(request, stored);
    expect(asked).toEqual({ ...request, headers: { accept: "text/plain", ...fields } });
    expect(request.headers).toEqual({ accept: "text/plain" });
  });

  it.each([{}, { etag: "" }, { etag: "\u{1F600}" }, { "last-modified": "a\r\nb: c" }])(
    "cannot be made with %j",
    (stored) => {
      expect(hasValidator(stored)).toBe(false);
      expect(conditional(get("/a"), stored).headers).toEqual({});
    },
  );
});

describe("a 304 (RFC 9111 §4.3.4)", () => {
  it.each([
    ["no tag", {}, { etag: '"1"' }, true],
    ["the same strong tag", { etag: '"1"' }, { etag: '"1"' }, true],
    ["another strong tag", { etag: '"2"' }, { etag: '"1"' }, false],
    ["a strong tag for a weak one", { etag: '"1"' }, { etag: 'W/"1"' }, false],
    ["the same weak tag", { etag: 'W/"1"' }, { etag: 'W/"1"' }, true],
    ["a weak tag for a strong one", { etag: 'W/"1"' }, { etag: '"1"' }, true],
    ["another weak tag", { etag: 'W/"2"' }, { etag: 'W/"1"' }, false],
    ["a tag where there was none", { etag: '"1"' }, { "last-modified": "x" }, false],
    ["a weak tag where there was none", { etag: 'W/"1"' }, {}, false],
  ])("with %s", (_case, fresh, stored, expected) => {
    expect(confirms(fresh, stored)).toBe(expected);
  });

  it("replaces stored fields and adds new ones (§3.2)", () => {
    const stored = { "cache-control": "max-age=1", etag: '"1"', x: "old", y: "stays" };
    const fresh = { "cache-control": "max-age=2", x: "new", z: ["added", "twice"] };
    expect(updatedHeaders(stored, fresh)).toEqual({
      "cache-control": "max-age=2",
      etag: '"1"',
      x: "new",
      y: "stays",
      z: ["added", "twice"],
    });
  });

  it("leaves the fields alone that describe the stored bytes", () => {
    const stored = { "content-encoding": "gzip", "content-length": "10", "content-type": "a/b" };
    const fresh = { "content-length": "0", "content-range": "x", "content-encoding": "br" };
    expect(updatedHeaders(stored, fresh)).toEqual(stored);
  });

  it("forgets the age and the date of the old answer", () => {
    const stored = { age: "100", date: "Thu, 01 Jan 2026 00:00:00 GMT" };
    expect(updatedHeaders(stored, {})).toEqual({});
    expect(updatedHeaders(stored, { age: "1" })).toEqual({ age: "1" });
  });
});

describe("the fields that are kept", () => {
  it("are not those of the connection, nor those that it names (RFC 9110 §7.6.1)", () => {
    const headers = {
      connection: "close, X-Hop",
      "x-hop": "1",
      "keep-alive": "timeout=5",
      "transfer-encoding": "chunked",
      "proxy-authenticate": "Basic",
      missing: undefined,
      "content-type": "a/b",
    };
    expect(endToEndHeaders(headers)).toEqual({ "content-type": "a/b" });
  });

  it("are a copy, a field named __proto__ too", () => {
    const cookies = ["a=1", "b=2"];
    const headers = JSON.parse('{"__proto__":"x"}') as Record<string, string>;
    const kept = endToEndHeaders({ ...headers, "set-cookie": cookies });
    cookies.push("c=3");
    expect(kept["set-cookie"]).toEqual(["a=1", "b=2"]);
    expect(Object.entries(kept)[0]).toEqual(["__proto__", "x"]);
    expect(Object.isFrozen(kept["set-cookie"])).toBe(true);
  });
});
