import { Dispatcher } from "undici";
import type { FakeClock } from "../../../src/testing.js";

const answers: readonly (readonly [status: number, headers: Readonly<Record<string, string>>])[] = [
  [200, {}],
  [200, { "content-type": "application/json" }],
  [200, { etag: '"1"' }],
  [302, { location: "/again" }],
  [401, {}],
  [404, {}],
  [429, { "retry-after": "1" }],
  [503, {}],
  [503, { "retry-after": "1" }],
];

/** A service without a network that fails in every way there is, at any time by a clock that the test moves on. */
export class UnreliableService extends Dispatcher {
  /** Requests that have not ended. */
  underWay = 0;
  readonly #clock: FakeClock;
  readonly #random: () => number;

  constructor(clock: FakeClock, random: () => number) {
    super();
    this.#clock = clock;
    this.#random = random;
  }

  override dispatch(
    _options: Dispatcher.DispatchOptions,
    handler: Dispatcher.DispatchHandler,
  ): boolean {
    this.underWay += 1;
    const connection = new Connection(handler, () => {
      this.underWay -= 1;
    });
    handler.onRequestStart?.(connection, {});
    void this.#play(connection);
    return true;
  }

  async #play(connection: Connection): Promise<void> {
    await this.#pause(150);
    const fate = this.#random();
    if (fate < 0.1) return;
    if (fate < 0.25) {
      connection.break();
      return;
    }
    const [status, headers] = answers[Math.floor(this.#random() * answers.length)] ?? [200, {}];
    connection.begin(status, headers);
    for (const piece of ['{"id"', ":1", "}"]) {
      // oxlint-disable-next-line no-await-in-loop -- pieces come one after the other
      await this.#pause(60);
      const end = this.#random();
      if (end < 0.05) return;
      if (end < 0.1) {
        connection.break();
        return;
      }
      connection.send(piece);
    }
    connection.end();
  }

  #pause(most: number): Promise<void> {
    return this.#clock.sleep(Math.floor(this.#random() * most));
  }
}

/** What happens to a request, until it has ended. */
class Connection implements Dispatcher.DispatchController {
  aborted = false;
  paused = false;
  reason: Error | null = null;
  readonly #handler: Dispatcher.DispatchHandler;
  readonly #onEnd: () => void;
  #over = false;

  constructor(handler: Dispatcher.DispatchHandler, onEnd: () => void) {
    this.#handler = handler;
    this.#onEnd = onEnd;
  }

  abort(reason: Error): void {
    this.aborted = true;
    this.reason = reason;
    this.#fail(reason);
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }

  begin(status: number, headers: Readonly<Record<string, string>>): void {
    if (!this.#over) this.#handler.onResponseStart?.(this, status, headers);
  }

  send(text: string): void {
    if (!this.#over) this.#handler.onResponseData?.(this, Buffer.from(text));
  }

  end(): void {
    if (this.#finish()) this.#handler.onResponseEnd?.(this, {});
  }

  break(): void {
    this.#fail(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
  }

  #fail(reason: Error): void {
    if (this.#finish()) this.#handler.onResponseError?.(this, reason);
  }

  #finish(): boolean {
    if (this.#over) return false;
    this.#over = true;
    this.#onEnd();
    return true;
  }
}
