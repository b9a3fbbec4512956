import type { Transform } from "node:stream";
import type * as Zlib from "node:zlib";

/** Limits of one step of decoding. */
export interface DecoderLimits {
  /** Bytes. */
  readonly maxOutputLength: number;
}

/** How one coding is taken off. */
export interface Decoder {
  sync(bytes: Uint8Array, limits: DecoderLimits): Uint8Array;
  async(
    bytes: Uint8Array,
    limits: DecoderLimits,
    done: (error: Error | null, result: Uint8Array) => void,
  ): void;
  stream(): Transform;
}

/**
 * Looked up, not imported: a runtime without it can load this file, and no bundle for one tries to.
 * `fetch` decompresses there anyway.
 */
const zlib: typeof Zlib | undefined = (
  globalThis as { readonly process?: Partial<Pick<NodeJS.Process, "getBuiltinModule">> }
).process?.getBuiltinModule?.("node:zlib");

/**
 * By the names of RFC 9110 §8.4.1, RFC 7932 and RFC 8878, in lower case. Empty on a runtime without `node:zlib`.
 */
export const decoders: ReadonlyMap<string, Decoder> = new Map(zlib ? entries(zlib) : []);

/** Raw DEFLATE, which some services call "deflate". */
export const rawDeflate: Decoder | undefined = zlib && {
  sync: (bytes, limits) => zlib.inflateRawSync(bytes, limits),
  async: (bytes, limits, done) => {
    zlib.inflateRaw(bytes, limits, done);
  },
  stream: () => zlib.createInflateRaw(),
};

function entries(node: typeof Zlib): (readonly [string, Decoder])[] {
  const gzip: Decoder = {
    sync: (bytes, limits) => node.gunzipSync(bytes, limits),
    async: (bytes, limits, done) => {
      node.gunzip(bytes, limits, done);
    },
    stream: () => node.createGunzip(),
  };
  const deflate: Decoder = {
    sync: (bytes, limits) => node.inflateSync(bytes, limits),
    async: (bytes, limits, done) => {
      node.inflate(bytes, limits, done);
    },
    stream: () => node.createInflate(),
  };
  const brotli: Decoder = {
    sync: (bytes, limits) => node.brotliDecompressSync(bytes, limits),
    async: (bytes, limits, done) => {
      node.brotliDecompress(bytes, limits, done);
    },
    stream: () => node.createBrotliDecompress(),
  };
  // RFC 9659: no window above 8 MiB in an answer, so that no frame makes its reader take more memory.
  const params = { [node.constants.ZSTD_d_windowLogMax]: 23 };
  const zstd: Decoder = {
    sync: (bytes, limits) => node.zstdDecompressSync(bytes, { ...limits, params }),
    async: (bytes, limits, done) => {
      node.zstdDecompress(bytes, { ...limits, params }, done);
    },
    stream: () => node.createZstdDecompress({ params }),
  };
  return [
    ["gzip", gzip],
    // RFC 9110 §8.4.1.3: the same.
    ["x-gzip", gzip],
    ["deflate", deflate],
    ["br", brotli],
    // Not every runtime that has `node:zlib` has this.
    ...("zstdDecompress" in node ? [["zstd", zstd] as const] : []),
  ];
}
