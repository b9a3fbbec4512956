import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerCodec, answerSize, keptAnswer } from "../../../src/runtime/cache/kept-answer.js";
import { answer } from "./wire.js";

const defaults = { ttl: 1_000, negativeTtl: 0, staleWhileRevalidate: 0, staleIfError: 0 };
const origin = { requestTime: 1, responseTime: 2, generation: "g" };

describe("a kept answer", () => {
  it("is the same after the way through a store, whatever its bytes", () => {
    const codec = answerCodec(defaults);
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.string()))),
        (body, headers) => {
          const kept = keptAnswer({ status: 200, headers, body }, origin, defaults);
          expect(codec.decode(codec.encode(kept))).toEqual(kept);
        },
      ),
    );
  });

  it.each([
    "",
    "null",
    "1",
    "{}",
    '{"status":"200","headers":{},"body":"","requestTime":1,"responseTime":2,"generation":"g"}',
    '{"status":200,"headers":null,"body":"","requestTime":1,"responseTime":2,"generation":"g"}',
    '{"status":200,"headers":{"a":1},"body":"","requestTime":1,"responseTime":2,"generation":"g"}',
    '{"status":200,"headers":{"a":[1]},"body":"","requestTime":1,"responseTime":2,"generation":"g"}',
    '{"status":200,"headers":{},"body":[],"requestTime":1,"responseTime":2,"generation":"g"}',
    '{"status":200,"headers":{},"body":"","requestTime":1,"responseTime":null,"generation":"g"}',
    '{"status":200,"headers":{},"body":"","requestTime":1,"responseTime":2}',
  ])("is not %s", (text) => {
    expect(() => answerCodec(defaults).decode(text)).toThrow(Error);
  });

  it("holds no more bytes than its own, wherever they came from", () => {
    const chunk = new Uint8Array(65_536).subarray(10, 20);
    const kept = keptAnswer({ status: 200, headers: {}, body: chunk }, origin, defaults);
    expect(kept.body.buffer.byteLength).toBe(10);
  });

  it("has the size of its body and its fields, and one", () => {
    const kept = keptAnswer(answer("12345", { ab: "cde", f: ["g", "hi"] }), origin, defaults);
    expect(answerSize(kept)).toBe(1 + 5 + 5 + 2 + 3);
  });
});
