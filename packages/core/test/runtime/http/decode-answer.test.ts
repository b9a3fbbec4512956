import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodeAnswer,
  decodeErrorAnswer,
  DecodeError,
} from "../../../src/runtime/http/decode-answer.js";
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
