import type { Timed } from "./deadline-heap.js";

/** What a waiter tells of when its caller gives up. */
export interface WaiterOwner {
  abandon(waiter: Waiter, reason: unknown): void;
}

/** One who waits. It listens to its signal itself, because a function for each would take more memory. */
export class Waiter implements Timed {
  readonly weight: number;
  readonly deadline: number;
  readonly lane: WaitLane;
  previous: Waiter | undefined;
  next: Waiter | undefined;
  place = -1;
  readonly #owner: WaiterOwner;
  readonly #signal: AbortSignal | undefined;
  readonly #resolve: () => void;
  readonly #reject: (reason: unknown) => void;

  constructor(
    owner: WaiterOwner,
    lane: WaitLane,
    weight: number,
    deadline: number,
    signal: AbortSignal | undefined,
    resolve: () => void,
    reject: (reason: unknown) => void,
  ) {
    this.#owner = owner;
    this.lane = lane;
    this.weight = weight;
    this.deadline = deadline;
    this.#signal = signal;
    this.#resolve = resolve;
    this.#reject = reject;
    signal?.addEventListener("abort", this);
  }

  /** What the signal calls. */
  handleEvent(): void {
    this.#owner.abandon(this, this.#signal?.reason);
  }

  admit(): void {
    this.#signal?.removeEventListener("abort", this);
    this.#resolve();
  }

  refuse(reason: unknown): void {
    this.#signal?.removeEventListener("abort", this);
    this.#reject(reason);
  }
}

/** Those of one priority, in the order in which they came. Joining and leaving take O(1). */
export class WaitLane {
  readonly priority: number;
  first: Waiter | undefined;
  /** The sum of their weights. */
  weight = 0;
  #last: Waiter | undefined;

  constructor(priority: number) {
    this.priority = priority;
  }

  append(waiter: Waiter): void {
    waiter.previous = this.#last;
    if (this.#last === undefined) this.first = waiter;
    else this.#last.next = waiter;
    this.#last = waiter;
    this.weight += waiter.weight;
  }

  remove(waiter: Waiter): void {
    const { previous, next, weight } = waiter;
    if (previous === undefined) this.first = next;
    else previous.next = next;
    if (next === undefined) this.#last = previous;
    else next.previous = previous;
    this.weight -= weight;
    // Whoever still knows this one must not keep all that came after it.
    waiter.previous = undefined;
    waiter.next = undefined;
  }
}
