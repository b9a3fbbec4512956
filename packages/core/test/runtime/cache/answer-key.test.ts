import { describe, expect, it } from "vitest";
import { keyOf, neutralHeaders, urlKey } from "../../../src/runtime/cache/answer-key.js";
import { get, origin } from "./wire.js";

const neutral = neutralHeaders([]);

describe("the key of an answer", () => {
  it("holds the identity of the credentials, in whatever field they are, and shows nothing of them", () => {
    const fields = ["authorization", "cookie", "x-api-key", "x-made-up"];
    const requests = fields.flatMap((field) => [
      get("/a", { [field]: "secret-1" }),
      get("/a", { [field]: "secret-2" }),
    ]);
    requests.push(get("/a"), get("/a?key=secret-1"), get("/a?key=secret-2"));
    const keys = requests.map((each) => keyOf(each, neutral).answer);
    expect(new Set(keys).size).toBe(requests.length);
    expect(keys.join()).not.toContain("secret");
    expect(keys.every((key) => /^[\w-]{43}\.[\w-]{43}$/.test(key))).toBe(true);
  });

  it("is the same whatever the order of the fields", () => {
    expect(keyOf(get("/a", { x: "1", y: "2" }), neutral)).toEqual(
      keyOf(get("/a", { y: "2", x: "1" }), neutral),
    );
  });

  it("cannot be forged by a value that looks like another field", () => {
    expect(keyOf(get("/a", { x: '1"],["y","2' }), neutral)).not.toEqual(
      keyOf(get("/a", { x: "1", y: "2" }), neutral),
    );
  });

  it("is the same for every trace and for every Cache-Control", () => {
    const fields = {
      traceparent: "00-1",
      tracestate: "a=1",
      baggage: "b",
      "cache-control": "no-cache",
    };
    expect(keyOf(get("/a", fields), neutral)).toEqual(keyOf(get("/a"), neutral));
  });

  it("leaves out the fields that the user names", () => {
    const ignored = neutralHeaders(["X-Request-Id"]);
    expect(keyOf(get("/a", { "x-request-id": "1" }), ignored)).toEqual(keyOf(get("/a"), ignored));
  });

  it("begins with the URL's", () => {
    const { url, answer } = keyOf(get("/a?b=c", { x: "1" }), neutral);
    expect(url).toBe(urlKey(`${origin}/a?b=c`));
    expect(answer.startsWith(`${url}.`)).toBe(true);
  });
});

describe("neutralHeaders", () => {
  it.each(["Authorization", "cookie", "proxy-authorization"])("refuses %s", (field) => {
    expect(() => neutralHeaders([field])).toThrow(RangeError);
  });
});
