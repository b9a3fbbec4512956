import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  parseHttpDate,
  parseReset,
  parseRetryAfter,
  parseRetryAfterMs,
} from "../../../src/runtime/retry/retry-after.js";

const now = Date.UTC(2026, 0, 1, 0, 0, 0);

describe("an HTTP date", () => {
  it.each([
    "Sun, 06 Nov 1994 08:49:37 GMT",
    "Sunday, 06-Nov-94 08:49:37 GMT",
    "Sun Nov  6 08:49:37 1994",
  ])("%j is the example of RFC 9110", (text) => {
    expect(parseHttpDate(text, now)).toBe(Date.UTC(1994, 10, 6, 8, 49, 37));
  });

  it("is read as IMF-fixdate for any time that there is", () => {
    const end = new Date("9999-12-31T23:59:59Z");
    const times = fc.date({ min: new Date("1000-01-01T00:00:00Z"), max: end, noInvalidDate: true });
    fc.assert(
      fc.property(times, (date) => {
        expect(parseHttpDate(date.toUTCString())).toBe(Math.floor(date.getTime() / 1000) * 1000);
      }),
    );
  });

  it.each([
    ["Thursday, 01-Jan-26 00:00:30 GMT", 2026],
    ["Wednesday, 01-Jan-76 00:00:30 GMT", 2076],
    ["Saturday, 01-Jan-77 00:00:30 GMT", 1977],
    ["Friday, 01-Jan-99 00:00:30 GMT", 1999],
  ])("%j is at most 50 years ahead: in %d", (text, year) => {
    expect(parseHttpDate(text, now)).toBe(Date.UTC(year, 0, 1, 0, 0, 30));
  });

  it("gets its century from the machine's time where no other is given", () => {
    const year = new Date().getUTCFullYear();
    const digits = String(year).slice(-2);
    expect(parseHttpDate(`Monday, 01-Jan-${digits} 00:00:00 GMT`)).toBe(Date.UTC(year, 0, 1));
  });

  it("may have a leap second", () => {
    expect(parseHttpDate("Sat, 31 Dec 2016 23:59:60 GMT")).toBe(Date.UTC(2017, 0, 1));
  });

  it.each([
    "",
    "2026-01-01",
    "Thu, 1 Jan 2026 00:00:30 GMT",
    "Thu, 00 Jan 2026 00:00:30 GMT",
    "Thu, 99 Jan 2026 00:00:30 GMT",
    "Sun, 31 Jun 2026 00:00:30 GMT",
    "Thu, 01 Foo 2026 00:00:30 GMT",
    "Thu, 01 Jan 0026 00:00:30 GMT",
    "thu, 01 jan 2026 00:00:30 gmt",
    "Thu, 01 Jan 2026 24:00:00 GMT",
    "Thu, 01 Jan 2026 00:60:00 GMT",
    "Thu, 01 Jan 2026 00:00:61 GMT",
    "Thu, 01 Jan 2026 00:00:30 CET",
    "Thu, 01 Jan 2026 00:00:30 GMT and more",
  ])("%j is none", (text) => {
    expect(parseHttpDate(text, now)).toBeUndefined();
  });
});

describe("Retry-After", () => {
  it.each([
    ["2", 2_000],
    ["0", 0],
    [" 120 ", 120_000],
    ["1.5", 1_500],
    ["Thu, 01 Jan 2026 00:00:30 GMT", 30_000],
    ["Thursday, 01-Jan-26 00:00:30 GMT", 30_000],
    ["Thu Jan  1 00:00:30 2026", 30_000],
    ["Wed, 31 Dec 2025 23:59:59 GMT", 0],
  ])("%j asks for %d ms", (value, delay) => {
    expect(parseRetryAfter(value, now)).toBe(delay);
  });

  it.each([
    undefined,
    "",
    "-1",
    "soon",
    "1e3",
    "0x10",
    "Infinity",
    "9999999999",
    "1, 2",
    "Thu, 99 Jan 2026 00:00:30 GMT",
    "2026-01-01",
  ])("%j asks for nothing", (value) => {
    expect(parseRetryAfter(value, now)).toBeUndefined();
  });
});

describe("retry-after-ms", () => {
  it.each([
    ["1500", 1_500],
    ["0", 0],
    [" 20.25 ", 21],
  ])("%j asks for %d ms", (value, delay) => {
    expect(parseRetryAfterMs(value)).toBe(delay);
  });

  it.each([undefined, "", "-5", "1s", "NaN", "9999999999"])("%j asks for nothing", (value) => {
    expect(parseRetryAfterMs(value)).toBeUndefined();
  });
});

describe("a reset field", () => {
  it.each([
    [String(now / 1000 + 8), 8_000],
    [String(now + 2_500), 2_500],
    [`${now / 1000 + 8}.5`, 8_500],
    [String(now / 1000 - 8), 0],
    [String(now - 8), 0],
    ["0", 0],
  ])("%j is %d ms from now", (value, delay) => {
    expect(parseReset(value, now)).toBe(delay);
  });

  it.each([undefined, "", "-1", "soon", "1e12", "2026-01-01T00:00:00Z", "9".repeat(16)])(
    "%j says nothing",
    (value) => {
      expect(parseReset(value, now)).toBeUndefined();
    },
  );
});
