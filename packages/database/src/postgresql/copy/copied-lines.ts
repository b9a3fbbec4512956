import { Buffer } from "node:buffer";

/** Characters that wait for a slow reader before the server has to. */
const most = 1_048_576;
const newline = 10;

/** The lines of a COPY that was not read yet. */
export class CopiedLines {
  #lines: string[] = [];
  #size = 0;
  /** Bytes of a line whose end has not come. */
  #rest: Buffer | undefined;
  #end: { readonly error?: unknown } | undefined;
  #wake: (() => void) | undefined;
  #taken: PromiseWithResolvers<void> | undefined;

  /** @returns resolves when there is room for more; nothing where there is */
  add(piece: Uint8Array): Promise<void> | undefined {
    // The server gives one line at a time, but does not promise to.
    const bytes = this.#whole(piece);
    if (bytes.at(-1) !== newline) {
      this.#rest = Buffer.from(bytes);
      return undefined;
    }
    const text = bytes.toString("utf8", 0, bytes.length - 1);
    if (text.includes("\n")) this.#lines.push(...text.split("\n"));
    else this.#lines.push(text);
    this.#size += text.length;
    this.#wake?.();
    if (this.#size < most) return undefined;
    this.#taken ??= Promise.withResolvers();
    return this.#taken.promise;
  }

  /** There are no more. @param failure `{ error }` when that is not the end of them */
  end(failure: { readonly error?: unknown } = {}): void {
    this.#end ??= failure;
    this.#wake?.();
  }

  /**
   * Takes the lines that have come, or waits for some; `undefined` when there are no more.
   * @throws what they ended with
   */
  async take(): Promise<readonly string[] | undefined> {
    while (this.#lines.length === 0) {
      if (this.#end !== undefined) {
        if ("error" in this.#end) throw this.#end.error;
        return undefined;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const lines = this.#lines;
    this.#lines = [];
    this.#size = 0;
    this.#taken?.resolve();
    this.#taken = undefined;
    return lines;
  }

  #whole({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
    const bytes = Buffer.from(buffer, byteOffset, byteLength);
    const rest = this.#rest;
    this.#rest = undefined;
    return rest === undefined ? bytes : Buffer.concat([rest, bytes]);
  }
}
