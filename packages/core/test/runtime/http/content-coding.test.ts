import fc from "fast-check";
import {
  brotliCompressSync,
  constants,
  createZstdCompress,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from "node:zlib";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  acceptedEncodings,
  decodeContent,
  decodedAnswer,
} from "../../../src/runtime/http/content-coding.js";
import { decodeContentStream } from "../../../src/runtime/http/content-coding-stream.js";
import { ExchangeError } from "../../../src/runtime/http/exchange.js";
import { rejection } from "../hub.js";
import { pieces, Source } from "./source.js";

const codings = [
  ["gzip", gzipSync],
  ["x-gzip", gzipSync],
  ["GZip ", gzipSync],
  ["deflate", deflateSync],
  ["deflate", deflateRawSync],
  ["br", brotliCompressSync],
  ["zstd", zstdCompressSync],
] as const;

const plain = new TextEncoder().encode("caf\u00E9 ".repeat(1_000));
const limit = 100_000_000;

/** Small pieces of small bodies, and no more than fifty of large ones: each is a trip to another thread. */
const inPieces = (bytes: Uint8Array) => pieces(bytes, [Math.max(7, Math.ceil(bytes.length / 50))]);

/** Both ways to decode, as promises: what holds for one holds for the other. */
const ways = [
  {
    way: "decodeContent",
    decode: async (bytes: Uint8Array, encoding: string, maxBytes = limit) =>
      new Uint8Array(await decodeContent(bytes, encoding, maxBytes)),
  },
  {
    way: "decodeContentStream",
    decode: async (bytes: Uint8Array, encoding: string, maxBytes = limit) =>
      new Uint8Array(await buffer(decodeContentStream(inPieces(bytes), encoding, maxBytes))),
  },
] as const;

/** The kind of error that every failure is, and whether it may pass. */
async function failure(
  promise: Promise<unknown>,
): Promise<{ message: string; transient: boolean }> {
  const error = await rejection(promise);
  expect(error).toBeInstanceOf(ExchangeError);
  expect(error).toMatchObject({ kind: "response" });
  const { message, transient } = error as ExchangeError; // as checked
  return { message, transient };
}

describe.each(ways)("$way", ({ decode }) => {
  it.each(codings)("takes off %s", async (coding, encode) => {
    expect(await decode(encode(plain), coding)).toEqual(plain);
    expect(await decode(encode(Uint8Array.of(7)), coding)).toEqual(Uint8Array.of(7));
  });

  it("takes off several codings, the last first", async () => {
    const encoded = brotliCompressSync(gzipSync(deflateSync(plain)));
    expect(await decode(encoded, "deflate, gzip, identity, br")).toEqual(plain);
  });

  it("leaves a body as it is that has no coding", async () => {
    expect(await decode(plain, "")).toEqual(plain);
    expect(await decode(plain, "identity")).toEqual(plain);
  });

  it("reads several gzip members as one (RFC 1952 §2.2)", async () => {
    const members = Buffer.concat([gzipSync("one"), gzipSync("two")]);
    expect(Buffer.from(await decode(members, "gzip")).toString()).toBe("onetwo");
  });

  it("decodes what is longer than what is decoded at once", async () => {
    const long = Buffer.alloc(5_000_000, "long");
    expect(Buffer.compare(await decode(gzipSync(long), "gzip"), long)).toBe(0);
    const noise = Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7_919) >> 3));
    const stored = gzipSync(gzipSync(noise, { level: 0 }), { level: 0 });
    expect(Buffer.compare(await decode(stored, "gzip, gzip"), noise)).toBe(0);
    expect(Buffer.compare(await decode(stored, "gzip, gzip", Infinity), noise)).toBe(0);
  });

  it("refuses codings that it does not know", async () => {
    expect(await failure(decode(plain, "gzip, Compress"))).toEqual({
      message: 'the answer is encoded as "compress", which cannot be decoded',
      transient: false,
    });
  });

  it("refuses more codings than anybody needs", async () => {
    expect(await failure(decode(plain, "gzip, gzip, gzip, gzip, gzip, gzip"))).toEqual({
      message: "the answer is encoded 6 times",
      transient: false,
    });
  });

  it.each(codings)(
    "takes %s data that ends early for a broken connection",
    async (coding, encode) => {
      const encoded = encode(plain);
      for (const length of [1, encoded.length >> 1, encoded.length - 1]) {
        // oxlint-disable-next-line no-await-in-loop -- one case after the other
        expect(await failure(decode(encoded.subarray(0, length), coding))).toEqual({
          message: `the ${coding.trim().toLowerCase()} data of the answer ends early`,
          transient: true,
        });
      }
    },
  );

  it.each(["gzip", "deflate", "br", "zstd"])("does not hope for broken %s data", async (coding) => {
    const html = new TextEncoder().encode("<!doctype html><p>Sign in</p>");
    expect(await failure(decode(html, coding))).toEqual({
      message: `the ${coding} data of the answer is broken`,
      transient: false,
    });
  });

  it.each(codings)("stops %s data that is longer than the limit", async (coding, encode) => {
    const bomb = encode(Buffer.alloc(20_000_000));
    const tooLong = { message: "the answer is longer than 10000000 bytes", transient: false };
    expect(await failure(decode(bomb, coding, 10_000_000))).toEqual(tooLong);
    const small = encode(plain);
    expect(await decode(small, coding, plain.length)).toEqual(plain);
    expect((await failure(decode(small, coding, plain.length - 1))).message).toContain("longer");
  });

  it("stops data that is long only in between", async () => {
    const layers = gzipSync(gzipSync(Buffer.alloc(20_000_000), { level: 1 }));
    expect((await failure(decode(layers, "gzip, gzip", 50_000))).message).toContain("longer");
  });

  it("refuses a zstd frame that wants more memory than RFC 9659 allows", async () => {
    const stream = createZstdCompress({ params: { [constants.ZSTD_c_windowLog]: 27 } });
    stream.write(plain);
    stream.end();
    expect((await failure(decode(await buffer(stream), "zstd"))).message).toContain("is broken");
  });

  it("ends with a typed error whatever the bytes are", async () => {
    const coding = fc.constantFrom("gzip", "deflate", "br", "zstd", "br, gzip");
    const broken = fc
      .tuple(fc.constantFrom(...codings), fc.nat(), fc.nat({ max: 255 }))
      .map(([[name, encode], at, byte]) => {
        const bytes = encode(plain.subarray(0, 200));
        return [bytes.with(at % bytes.length, byte), name] as const;
      });
    const noise = fc.tuple(fc.uint8Array(), coding);
    await fc.assert(
      fc.asyncProperty(fc.oneof(broken, noise), async ([bytes, name]) => {
        const error: unknown = await decode(bytes, name).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        expect(error === undefined || error instanceof ExchangeError).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe("decodeContent", () => {
  it("needs no promise for a small body", () => {
    expect(decodeContent(gzipSync("x"), "gzip", limit)).toEqual(Buffer.from("x"));
    expect(() => decodeContent(gzipSync("xy"), "gzip", 1)).toThrow("longer than 1 bytes");
  });

  it("takes any number for a limit", () => {
    expect(decodeContent(gzipSync("xy"), "gzip", 2.5)).toHaveLength(2);
    expect(() => decodeContent(gzipSync("xy"), "gzip", 0)).toThrow("longer than 0 bytes");
  });

  it("gives the very bytes when there is nothing to take off", () => {
    expect(decodeContent(plain, "identity", limit)).toBe(plain);
  });
});

describe("decodedAnswer", () => {
  const headers = { "content-encoding": "gzip", "content-length": "9", "x-a": "1" };

  it("decodes the body and leaves out the fields that tell of its coding", async () => {
    const answer = { status: 200, headers, body: gzipSync("x") };
    expect(decodedAnswer(answer, limit)).toEqual({
      status: 200,
      headers: { "x-a": "1" },
      body: Buffer.from("x"),
    });
    const long = { status: 200, headers, body: gzipSync(Buffer.alloc(2_000_000)) };
    expect(decodedAnswer(long, limit)).toBeInstanceOf(Promise);
    expect((await decodedAnswer(long, limit)).headers).toEqual({ "x-a": "1" });
  });

  it("gives the very answer when there is nothing to decode", () => {
    const none = { status: 200, headers: { "x-a": "1" }, body: plain };
    expect(decodedAnswer(none, limit)).toBe(none);
    const head = { status: 200, headers, body: new Uint8Array() };
    expect(decodedAnswer(head, limit)).toBe(head);
  });
});

describe("decodeContentStream", () => {
  it("gives pieces before the source has ended", async () => {
    const encoded = gzipSync("x".repeat(100_000), { level: 0 });
    const source = new Source([encoded.subarray(0, 50_000), encoded.subarray(50_000)]);
    const decoded = decodeContentStream(source, "gzip", limit);
    const { value } = await decoded.next();
    expect(value?.length).toBeGreaterThan(0);
    expect(source.given).toBeLessThan(3);
    await decoded.return();
    expect(source.ended).toBe(1);
  });

  it("has nothing for a body of nothing", async () => {
    expect(await buffer(decodeContentStream(new Source([new Uint8Array()]), "gzip", 1))).toEqual(
      Buffer.alloc(0),
    );
  });

  it.each([
    ["the source fails", new ExchangeError("reset", "network", true)],
    ["it fails with an error of another kind", new RangeError("no more")],
    ["it fails with something that is no error", "no more"],
  ])("passes on that %s", async (_, error) => {
    const source = new Source([gzipSync(plain).subarray(0, 20)], error);
    const read = buffer(decodeContentStream(source, "gzip", limit));
    expect(await rejection(read)).toBe(error);
  });

  it.each(["gzip", "compress"])(
    "ends the source when %s data cannot be decoded",
    async (coding) => {
      const source = new Source([new TextEncoder().encode("<html>"), plain]);
      await rejection(buffer(decodeContentStream(source, coding, limit)));
      expect(source.ended).toBe(1);
    },
  );

  it("ends the source when it is left before the first piece", async () => {
    const source = new Source([gzipSync(plain)]);
    await decodeContentStream(source, "gzip", limit).return();
    expect(source.ended).toBe(1);
    expect(source.given).toBe(0);
  });

  it("ends the source when data comes after the end", async () => {
    const encoded = brotliCompressSync(plain);
    const source = new Source([encoded, plain, plain]);
    const read = await buffer(decodeContentStream(source, "br", limit));
    expect(new Uint8Array(read)).toEqual(plain);
    expect(source.ended).toBe(1);
  });
});

describe("acceptedEncodings", () => {
  it("names what can be decoded, the best first", () => {
    expect(acceptedEncodings).toBe("zstd, br, gzip, deflate");
  });
});

describe("on a runtime", () => {
  const load = () => import("../../../src/runtime/http/content-coding.js");
  beforeEach(() => {
    vi.resetModules();
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it("without node:zlib, nothing is asked for and nothing decoded", async () => {
    vi.stubGlobal("process", undefined);
    const { acceptedEncodings: accepted, decodeContent: decode } = await load();
    vi.unstubAllGlobals();
    expect(accepted).toBe("identity");
    expect(() => decode(gzipSync("x"), "gzip", 1)).toThrow('encoded as "gzip", which cannot be');
    expect(decode(plain, "identity", 1)).toBe(plain);
  });

  it("without zstd, it is not asked for", async () => {
    const { zstdDecompress: _, ...older } = process.getBuiltinModule("node:zlib");
    vi.stubGlobal("process", { getBuiltinModule: () => older });
    const { acceptedEncodings: accepted } = await load();
    vi.unstubAllGlobals();
    expect(accepted).toBe("br, gzip, deflate");
  });
});
