import { ExchangeError } from "./exchange.js";

/** A streamed body as `fetch` takes it: every runtime knows `ReadableStream`, not all know async iterables. */
export interface Upload {
  readonly stream: ReadableStream<Uint8Array>;
  /** Ends the source if it has not ended. */
  end(): void;
}

/** @param onError called with what the source throws, which `fetch` would hide behind an error of its own */
export function uploadStream(
  source: AsyncIterable<Uint8Array>,
  onError: (error: unknown) => void,
): Upload {
  const iterator = source[Symbol.asyncIterator]();
  let ended = false;
  const leave = async (): Promise<void> => {
    await iterator.return?.();
  };
  const end = (): void => {
    if (ended) return;
    ended = true;
    // How the source takes its end is its own affair: the request is over.
    leave().then(undefined, () => undefined);
  };
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    try {
      const piece = await iterator.next();
      // Nobody wants it any more.
      if (ended) return;
      if (piece.done === true) {
        ended = true;
        controller.close();
      } else if ((piece.value as unknown) instanceof Uint8Array) {
        controller.enqueue(piece.value);
      } else {
        throw new ExchangeError("the streamed body is not all bytes", "validation", false);
      }
    } catch (error) {
      if (ended) return;
      onError(error);
      end();
      controller.error(error);
    }
  };
  // Nothing is read from the source before it can be sent.
  const stream = new ReadableStream({ pull, cancel: end }, { highWaterMark: 0 });
  return { stream, end };
}
