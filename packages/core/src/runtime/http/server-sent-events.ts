import { createParser, type EventSourceMessage } from "eventsource-parser";
import { ExchangeError } from "./exchange.js";
import { readFrom } from "./read-from.js";

/** One event of a stream (HTML Standard, "Server-sent events"). */
export interface ServerSentEvent<Data = string, Name extends string = string> {
  /** The lines of its data, joined by line feeds; of a described event what they hold. */
  readonly data: Data;
  /** `message` when the service named none. */
  readonly event: Name;
  /** The last id that came, with this event or one before; what `Last-Event-ID` asks to go on from. */
  readonly id: string | undefined;
  /** Milliseconds to wait before connecting again, as the service last asked for. */
  readonly retry: number | undefined;
}

export interface ServerSentEventsOptions {
  /** UTF-16 code units that data, name and id of one event may each have. Default: 16,777,216. */
  readonly maxEventLength?: number;
}

/**
 * The events of a `text/event-stream` body as they come. Comments and fields that are not known are passed over,
 * as is an event whose end did not come. Leaving it ends the body.
 * @throws {ExchangeError} of kind "response" when an event is too long
 * @throws what the body throws
 */
export function readEvents(
  body: AsyncIterable<Uint8Array>,
  { maxEventLength = 16_777_216 }: ServerSentEventsOptions = {},
): AsyncGenerator<ServerSentEvent, void, undefined> {
  return readFrom(body, async function* events(pieces) {
    const stream = new EventStream(maxEventLength);
    // The parser takes the byte order mark off itself.
    const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
    for await (const piece of pieces) {
      yield* stream.feed(utf8.decode(piece, { stream: true }));
      if (stream.overflow) throw tooLong(maxEventLength);
    }
  });
}

function tooLong(maxEventLength: number): ExchangeError {
  const message = `an event of the answer is longer than ${maxEventLength} characters`;
  return new ExchangeError(message, "response", false);
}

/** What a stream has said until now. */
class EventStream {
  /** True when an event is longer than allowed; nothing more comes then. */
  overflow = false;
  readonly #maxEventLength: number;
  readonly #parser: ReturnType<typeof createParser>;
  #events: ServerSentEvent[] = [];
  #id: string | undefined;
  #retry: number | undefined;

  constructor(maxEventLength: number) {
    this.#maxEventLength = maxEventLength;
    this.#parser = createParser({
      // Counts what it holds, the data and the line that has not ended, which depends on how the stream was cut.
      // So it only bounds the memory; the exact look is at events that have ended.
      maxBufferSize: 2 * maxEventLength + 16,
      onId: (id) => {
        this.#id = id;
        this.#check(id);
      },
      onRetry: (retry) => {
        this.#retry = retry;
      },
      onEvent: (message) => {
        this.#add(message);
      },
      onError: ({ type }) => {
        if (type === "max-buffer-size-exceeded") this.overflow = true;
      },
    });
  }

  /** The events that a text completes, until one is too long. */
  feed(text: string): readonly ServerSentEvent[] {
    this.#events = [];
    this.#parser.feed(text);
    return this.#events;
  }

  #add({ data, event = "message" }: EventSourceMessage): void {
    this.#check(data);
    this.#check(event);
    if (!this.overflow) this.#events.push({ data, event, id: this.#id, retry: this.#retry });
  }

  #check({ length }: string): void {
    if (length > this.#maxEventLength) this.overflow = true;
  }
}
