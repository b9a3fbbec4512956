import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodeAnswer,
  decodeErrorAnswer,
  DecodeError,
} from "../../../src/runtime/http/decode-answer.js";
import { isDeeperThan } from "../../../src/runtime/http/json-depth.js";
import { noSecrets } from "../../../src/runtime/secrets/secret-filter.js";

const contentType = fc.oneof(
  fc.constantFrom(
    "application/json",
    "application/scim+json",
    "text/plain",
    "text/html; charset=utf-16le",
    'text/plain; charset="replacement"',
    "text/plain; charset=",
    "application/octet-stream",
    ";",
  ),
  fc.string(),
);
const headers = fc.record(
  { "content-type": contentType, "content-encoding": fc.constantFrom("gzip", "identity", "") },
  { requiredKeys: [] },
);
const body = fc.oneof(
  fc.uint8Array(),
  fc.json().map((text) => new TextEncoder().encode(text)),
  fc.json().map((text) => new TextEncoder().encode(text).subarray(0, -1)),
  fc.constant(new TextEncoder().encode("[".repeat(100_000))),
);

/** What a decoder does, as something that can be compared. */
function outcome(decode: () => unknown): unknown {
  try {
    decode();
    return "decoded";
  } catch (error) {
    return error instanceof DecodeError && error.message.length < 2_000 ? "refused" : error;
  }
}

describe("whatever bytes and types a service answers", () => {
  it("a success is decoded or refused with a bounded message", () => {
    fc.assert(
      fc.property(body, headers, fc.boolean(), (bytes, fields, jsonOnly) => {
        const result = outcome(() => decodeAnswer(bytes, fields, jsonOnly, noSecrets));
        expect(["decoded", "refused"]).toContain(result);
      }),
    );
  });

  it("an error is always decoded", () => {
    fc.assert(
      fc.property(body, headers, (bytes, fields) => {
        expect(outcome(() => decodeErrorAnswer(bytes, fields, noSecrets))).toBe("decoded");
      }),
    );
  });

  it("JSON comes back as it was", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const bytes = new TextEncoder().encode(JSON.stringify(value));
        const fields = { "content-type": "application/json" };
        const expected: unknown = JSON.parse(JSON.stringify(value));
        expect(decodeAnswer(bytes, fields, true, noSecrets)).toEqual(expected);
      }),
    );
  });
});

const utf8 = new TextEncoder();
const json = { "content-type": "application/json" };
const nested = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);

describe("a JSON answer", () => {
  it.each([
    nested(100_000),
    `{"a":${'{"a":'.repeat(5_000)}1${"}".repeat(5_001)}`,
    "[".repeat(100_000),
  ])("that is too deep is refused", (text) => {
    expect(() => decodeAnswer(utf8.encode(text), json, true, noSecrets)).toThrow(
      new DecodeError("the answer is JSON of more than 1000 levels"),
    );
  });

  it("may have 1,000 levels", () => {
    const value = decodeAnswer(utf8.encode(nested(1_000)), json, true, noSecrets);
    expect(JSON.stringify(value)).toBe(nested(1_000));
  });

  it("may have any number of brackets in its texts", () => {
    const value = ["[".repeat(5_000), '\\"[{'.repeat(5_000), "\\".repeat(3)];
    const bytes = utf8.encode(JSON.stringify(value));
    expect(decodeAnswer(bytes, json, true, noSecrets)).toEqual(value);
  });

  it("is as deep as it is, whatever stands in it", () => {
    const depth = (value: unknown): number =>
      typeof value === "object" && value !== null
        ? 1 + Math.max(0, ...Object.values(value).map(depth))
        : 0;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.nat({ max: 4 }), (value, limit) => {
        // Below twice the limit in length, nothing is looked at; spaces make every text long enough.
        const bytes = utf8.encode(`          ${JSON.stringify(value)}`);
        expect(isDeeperThan(bytes, limit)).toBe(depth(value) > limit);
      }),
      { numRuns: 1_000 },
    );
  });

  it("pollutes nothing with a property called __proto__", () => {
    const bytes = utf8.encode(
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    );
    const value = decodeAnswer(bytes, json, true, noSecrets);
    expect(Object.keys(value as object)).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it("is refused when it is empty, unless it may be", () => {
    const empty = new Uint8Array();
    expect(() => decodeAnswer(empty, json, true, noSecrets, false)).toThrow(
      new DecodeError("the answer is empty instead of JSON"),
    );
    expect(decodeAnswer(empty, json, true, noSecrets)).toBeUndefined();
    expect(decodeAnswer(empty, json, false, noSecrets, false)).toBeUndefined();
  });

  it("is refused when it is HTML or cut short", () => {
    const html = { "content-type": "text/html" };
    expect(() => decodeAnswer(utf8.encode("<h1>"), html, true, noSecrets)).toThrow(
      new DecodeError('the answer is text/html instead of JSON: "<h1>"'),
    );
    expect(() => decodeAnswer(utf8.encode('{"a":'), json, true, noSecrets)).toThrow(DecodeError);
  });
});

describe("an error answer", () => {
  it("that is too deep is text", () => {
    const text = nested(100_000);
    expect(decodeErrorAnswer(utf8.encode(text), json, noSecrets)).toEqual({
      value: text,
      format: "text",
    });
  });

  it("that is encoded still has no body", () => {
    const encoded = { ...json, "content-encoding": "gzip" };
    expect(decodeErrorAnswer(utf8.encode("{}"), encoded, noSecrets).format).toBe("none");
  });
});

describe("100,000 answers made of broken pieces", () => {
  /** Numerical Recipes' linear congruential generator: the same answers every time. */
  function generator(seed: number): () => number {
    let state = seed;
    return () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
  }

  it("are decoded or refused with a typed error", () => {
    const random = generator(7);
    const pick = <Item>(items: readonly Item[]): Item =>
      items[Math.floor(random() * items.length)] as Item; // index is in range
    const fragments = [
      "{",
      "}",
      "[",
      "]",
      '"',
      ":",
      ",",
      "\\",
      "\\u12",
      "1e999",
      "-0",
      "null",
      "<html>",
      "\uFEFF",
      "\u0000",
      "\uD800",
      '{"__proto__":{"x":1}}',
      '{"a":[1,2]}',
      "[".repeat(1_500),
    ];
    const types = [
      "application/json",
      "application/problem+json",
      "text/html",
      "text/plain; charset=utf-16",
      "image/png",
      "",
      "x".repeat(99),
    ];
    const codings = [undefined, undefined, undefined, "identity", "gzip"];
    let decoded = 0;
    let refused = 0;
    for (let round = 0; round < 100_000; round += 1) {
      const text = Array.from({ length: Math.floor(random() * 6) }, () => pick(fragments)).join("");
      const bytes = Buffer.from(text, pick(["utf8", "latin1", "utf16le"]));
      const cut = random() < 0.3 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes;
      const fields = { "content-type": pick(types), "content-encoding": pick(codings) };
      decodeErrorAnswer(cut, fields, noSecrets);
      try {
        decodeAnswer(cut, fields, random() < 0.5, noSecrets, random() < 0.5);
        decoded += 1;
      } catch (error) {
        if (!(error instanceof DecodeError)) throw error;
        refused += 1;
      }
    }
    expect(decoded).toBeGreaterThan(10_000);
    expect(refused).toBeGreaterThan(10_000);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});

describe("text that is not of the type text/*", () => {
  it.each(["application/xml", "application/atom+xml", "image/svg+xml", "application/yaml"])(
    "is a string as %s",
    (type) => {
      const fields = { "content-type": type };
      expect(decodeAnswer(utf8.encode("<é/>"), fields, false, noSecrets)).toBe("<é/>");
      expect(decodeErrorAnswer(utf8.encode("<é/>"), fields, noSecrets)).toEqual({
        value: "<é/>",
        format: "text",
      });
    },
  );

  it.each([
    ['<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>', "application/xml", true],
    ["<?xml version='1.0' encoding = 'iso-8859-1'?>é", "application/xml", true],
    ['<?xml version="1.0" encoding="ISO-8859-1"?>é', "application/xml; charset=utf-8", false],
    ['<?xml version="1.0" encoding="no-such"?>é', "application/xml", false],
    ['<?xml version="1.0"?>é', "application/xml", false],
    ["<?php é", "text/plain", false],
    [' <?xml version="1.0" encoding="ISO-8859-1"?>é', "application/xml", false],
  ])("is read in the encoding that %j declares as %s: %s", (text, type, isLatin) => {
    const bytes = Buffer.from(text, "latin1");
    const decoded = decodeAnswer(bytes, { "content-type": type }, false, noSecrets);
    expect(decoded).toBe(isLatin ? text : text.replace("é", "\uFFFD"));
  });
});
