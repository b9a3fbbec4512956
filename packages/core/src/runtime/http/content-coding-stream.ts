import type { Transform } from "node:stream";
import { codingFailure, codingsOf, decoderFor } from "./content-coding.js";
import { ExchangeError, tooLong } from "./exchange.js";
import { readFrom } from "./read-from.js";

/**
 * Decodes a body while it comes; pieces are given on as soon as they can be decoded. Leaving it ends the source.
 * @param encoding the `content-encoding` field: one coding or several, in the order they were put on
 * @param maxBytes what the body may have after every coding
 * @throws {ExchangeError} when the first piece is asked for or later: as `decodeContent` does
 * @throws what the source throws
 */
export function decodeContentStream(
  source: AsyncIterable<Uint8Array>,
  encoding: string,
  maxBytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  return readFrom(source, async function* decoded(pieces) {
    let codings: readonly string[];
    try {
      codings = codingsOf(encoding);
    } catch (error) {
      await pieces[Symbol.asyncIterator]().return?.();
      throw error;
    }
    yield* codings.reduce((encoded, coding) => takeOff(encoded, coding, maxBytes), pieces);
  });
}

async function* takeOff(
  source: AsyncIterable<Uint8Array>,
  coding: string,
  maxBytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const pieces = source[Symbol.asyncIterator]();
  const first = await firstPiece(pieces);
  // No body is not a broken one: an answer to HEAD names the coding of another.
  if (first === undefined) return;
  const decoder = decoderFor(coding, first).stream();
  const input = new DecoderInput(pieces, decoder);
  try {
    void input.write(first);
    let size = 0;
    // A transform stream in its binary mode, whose types say nothing of it.
    for await (const piece of decoder as AsyncIterable<Uint8Array>) {
      size += piece.byteLength;
      if (size > maxBytes) throw tooLong(maxBytes);
      yield piece;
    }
  } catch (error) {
    if (input.failure) throw input.failure.error;
    throw error instanceof ExchangeError ? error : codingFailure(coding, maxBytes, error);
  } finally {
    decoder.destroy();
    await pieces.return?.();
  }
}

/** The first piece that has bytes: what the coding really is can be seen from them. */
async function firstPiece(pieces: AsyncIterator<Uint8Array>): Promise<Uint8Array | undefined> {
  for (let piece = await pieces.next(); piece.done !== true; piece = await pieces.next()) {
    if (piece.value.byteLength > 0) return piece.value;
  }
  return undefined;
}

/** Writes a source into a decoder, no faster than it decodes. */
class DecoderInput {
  readonly #pieces: AsyncIterator<Uint8Array>;
  readonly #decoder: Transform;
  /** What the source threw, which may be anything. */
  failure: { readonly error: unknown } | undefined;

  constructor(pieces: AsyncIterator<Uint8Array>, decoder: Transform) {
    this.#pieces = pieces;
    this.#decoder = decoder;
  }

  /** Goes on until one of the two ends. Never rejects. */
  async write(first: Uint8Array): Promise<void> {
    try {
      let piece: IteratorResult<Uint8Array> = { done: false, value: first };
      for (; piece.done !== true; piece = await this.#pieces.next())
        await this.#decode(piece.value);
      this.#decoder.end();
    } catch (error) {
      this.failure = { error };
      this.#decoder.destroy(new Error("the source failed"));
    }
  }

  /** Waits for ever when the decoder wants no more, but whoever reads it goes on and ends the source. */
  #decode(piece: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      this.#decoder.write(piece, () => {
        resolve();
      });
    });
  }
}
