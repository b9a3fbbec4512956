import { joinBytes } from "./bytes.js";

/** Cuts a stream of bytes at a delimiter; what the records share with the pieces they came in is not copied. */
export class RecordSplitter {
  readonly #delimiter: number;
  readonly #maxBytes: number;
  #pending: Uint8Array[] = [];
  #size = 0;
  /** True when a record is longer than allowed; nothing more comes then. */
  overflow = false;

  /** @param maxBytes what one record may have, without its delimiter */
  constructor(delimiter: number, maxBytes: number) {
    this.#delimiter = delimiter;
    this.#maxBytes = maxBytes;
  }

  /** The records that a piece completes. */
  *push(piece: Uint8Array): Generator<Uint8Array, void, undefined> {
    let start = 0;
    for (;;) {
      const found = piece.indexOf(this.#delimiter, start);
      const end = found === -1 ? piece.byteLength : found;
      this.#size += end - start;
      if (this.#size > this.#maxBytes) {
        this.overflow = true;
        return;
      }
      if (end > start) this.#pending.push(piece.subarray(start, end));
      if (found === -1) return;
      yield this.rest();
      start = found + 1;
    }
  }

  /** What came behind the last delimiter. */
  rest(): Uint8Array {
    const record = joinBytes(this.#pending);
    this.#pending = [];
    this.#size = 0;
    return record;
  }
}
