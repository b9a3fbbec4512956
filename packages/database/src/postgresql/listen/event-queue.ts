import type { Notification } from "./listening-driver.js";

/** Notifications may be missing before it: what they told of has to be read anew. */
export interface NotificationGap {
  readonly type: "gap";
  /** The connection was lost and made anew, or more notifications waited than `maxQueue`. */
  readonly reason: "reconnected" | "overflow";
}

/** What a subscriber is told, in order. */
export type NotificationEvent =
  | ({ readonly type: "notification" } & Notification)
  | NotificationGap;

/** What a subscriber has not taken yet. */
export class EventQueue {
  readonly #limit: number;
  #events: NotificationEvent[] = [];
  #ended = false;
  #wake: (() => void) | undefined;

  /** @param limit notifications that wait at most */
  constructor(limit: number) {
    this.#limit = limit;
  }

  push(event: NotificationEvent): void {
    if (this.#ended) return;
    // Whoever reads everything anew has no use for what waited.
    if (this.#events.length >= this.#limit) this.#events = [{ type: "gap", reason: "overflow" }];
    this.#events.push(event);
    this.#wake?.();
  }

  /** Nothing comes any more, and what waits is dropped. */
  end(): void {
    this.#ended = true;
    this.#events = [];
    this.#wake?.();
  }

  /** For one reader. */
  async *read(): AsyncGenerator<NotificationEvent, void, undefined> {
    for (;;) {
      const event = this.#events.shift();
      if (event !== undefined) yield event;
      else if (this.#ended) return;
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }
}
