import { describe, expect, it } from "vitest";
import type { ResponseHeaders } from "../../../src/runtime/http/response-headers.js";
import { type FreshnessDefaults, freshnessOf } from "../../../src/runtime/cache/freshness.js";

const noDefaults = { ttl: 0, negativeTtl: 0, staleWhileRevalidate: 0, staleIfError: 0 };
/** When the answers of these tests are there. */
const arrival = Date.parse("1994-12-01T16:00:00Z");

interface Circumstances {
  readonly status?: number;
  /** Seconds from the request to the answer. */
  readonly delay?: number;
  readonly defaults?: Partial<FreshnessDefaults>;
}

/** The times of an answer, in seconds from its arrival on. */
function seconds(
  headers: ResponseHeaders,
  { status = 200, delay = 0, defaults = {} }: Circumstances = {},
) {
  const answer = { status, headers, requestTime: arrival - delay * 1_000, responseTime: arrival };
  const freshness = freshnessOf(answer, { ...noDefaults, ...defaults });
  const since = (time: number): number => (time - arrival) / 1_000;
  return {
    age: freshness.initialAge / 1_000,
    fresh: since(freshness.freshUntil),
    whileRevalidate: since(freshness.staleWhileRevalidateUntil),
    ifError: since(freshness.staleIfErrorUntil),
    mayBeStale: freshness.mayBeStale,
  };
}

describe("the age of an answer on arrival (RFC 9111 §4.2.3)", () => {
  it.each([
    ["nothing is known", {}, 0, 0],
    ["Age says it", { age: "10" }, 0, 10],
    ["the transport took time: age_value + response_delay", { age: "10" }, 3, 13],
    ["Date is older: apparent_age", { date: "Thu, 01 Dec 1994 15:59:30 GMT" }, 0, 30],
    [
      "both are there: the larger counts",
      { date: "Thu, 01 Dec 1994 15:59:30 GMT", age: "40" },
      2,
      42,
    ],
    [
      "both are there, and Date is older",
      { date: "Thu, 01 Dec 1994 15:59:10 GMT", age: "40" },
      2,
      50,
    ],
    ["the service's clock is ahead", { date: "Thu, 01 Dec 1994 17:00:00 GMT" }, 0, 0],
    ["Age is garbage", { age: "-5" }, 0, 0],
    ["Date is garbage", { date: "yesterday" }, 0, 0],
  ])("when %s", (_case, headers, delay, age) => {
    expect(seconds(headers, { delay }).age).toBe(age);
  });
});

describe("the time that an answer is fresh (RFC 9111 §4.2.1)", () => {
  const date = "Thu, 01 Dec 1994 16:00:00 GMT";
  const inAMinute = "Thu, 01 Dec 1994 16:01:00 GMT";
  it.each([
    ["max-age says it", { "cache-control": "max-age=3600" }, 3_600],
    ["s-maxage is for shared caches", { "cache-control": "s-maxage=10, max-age=60" }, 60],
    ["private is for this one", { "cache-control": "private, max-age=60" }, 60],
    ["max-age wins over Expires", { "cache-control": "max-age=10", expires: inAMinute, date }, 10],
    ["Expires counts from Date", { expires: inAMinute, date: "Thu, 01 Dec 1994 16:00:20 GMT" }, 40],
    ["Expires counts from the arrival without Date", { expires: inAMinute }, 60],
    ["Expires is over", { expires: "Thu, 01 Dec 1994 15:00:00 GMT", date }, 0],
    ["Expires is no date", { expires: "0" }, 0],
    ["there are two Expires", { expires: [inAMinute, inAMinute] }, 0],
    [
      "max-age is garbage, whatever Expires says",
      { "cache-control": "max-age=x", expires: inAMinute },
      0,
    ],
    ["no-cache wins", { "cache-control": "no-cache, max-age=60" }, 0],
    ["its age counts", { "cache-control": "max-age=60", age: "50" }, 10],
    ["it came stale", { "cache-control": "max-age=60", age: "70" }, -10],
    ["nothing is said", {}, 0],
  ])("when %s", (_case, headers, fresh) => {
    expect(seconds(headers).fresh).toBe(fresh);
  });

  it("is the default from the arrival on when nothing is said, whatever its age", () => {
    const old = { age: "500", date: "Thu, 01 Dec 1994 15:00:00 GMT" };
    expect(seconds(old, { defaults: { ttl: 60_000 } }).fresh).toBe(60);
  });

  it.each([404, 410])("is another default for %d", (status) => {
    const defaults = { ttl: 60_000, negativeTtl: 5_000 };
    expect(seconds({}, { status, defaults }).fresh).toBe(5);
    expect(seconds({ "cache-control": "max-age=9" }, { status, defaults }).fresh).toBe(9);
  });

  it("is no default when no-cache is said", () => {
    const headers = { "cache-control": "no-cache" };
    expect(seconds(headers, { defaults: { ttl: 60_000 } }).fresh).toBe(0);
  });
});

describe("the time that an answer is served stale", () => {
  it("is 30 s after 600 s in the example of RFC 5861 §3.1", () => {
    const headers = { "cache-control": "max-age=600, stale-while-revalidate=30" };
    expect(seconds(headers)).toMatchObject({ fresh: 600, whileRevalidate: 630, ifError: 600 });
  });

  it("is 1,200 s after 600 s in the example of RFC 5861 §4.1", () => {
    const headers = { "cache-control": "max-age=600, stale-if-error=1200" };
    expect(seconds(headers)).toMatchObject({ fresh: 600, whileRevalidate: 600, ifError: 1_800 });
  });

  const defaults = { staleWhileRevalidate: 5_000, staleIfError: 10_000 };

  it("is the default when nothing is said", () => {
    const headers = { "cache-control": "max-age=60" };
    expect(seconds(headers, { defaults })).toMatchObject({ whileRevalidate: 65, ifError: 70 });
  });

  it("is what is said, garbage is 0", () => {
    const headers = { "cache-control": "max-age=60, stale-while-revalidate=x, stale-if-error=1" };
    expect(seconds(headers, { defaults })).toMatchObject({ whileRevalidate: 60, ifError: 61 });
  });

  it.each(["must-revalidate", "no-cache"])("is none with %s (RFC 9111 §4.2.4)", (directive) => {
    const field = `${directive}, stale-while-revalidate=30, stale-if-error=30`;
    expect(seconds({ "cache-control": field }, { defaults })).toMatchObject({
      fresh: 0,
      whileRevalidate: 0,
      ifError: 0,
      mayBeStale: false,
    });
  });

  it("is no default for 404, but what is said", () => {
    expect(seconds({}, { status: 404, defaults }).ifError).toBe(0);
    const headers = { "cache-control": "stale-if-error=1" };
    expect(seconds(headers, { status: 404, defaults }).ifError).toBe(1);
  });
});
