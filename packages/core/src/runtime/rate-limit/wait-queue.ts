import { DeadlineHeap, type Timed } from "./deadline-heap.js";

/** How a caller waits for its turn. */
export interface WaitOptions {
  /** Gives up waiting. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that are waited at most. Default: no limit. */
  readonly maxWait?: number | undefined;
  /** The higher goes first; among equals the one who came first. Default: 0. */
  readonly priority?: number | undefined;
}

/** Those of one priority, in the order in which they came. */
interface Lane {
  readonly priority: number;
  first: Waiter | undefined;
  last: Waiter | undefined;
  /** The sum of their weights. */
  weight: number;
}

/** One who waits. It listens to its signal itself, because a function for each would take more memory. */
export class Waiter implements Timed {
  readonly weight: number;
  readonly deadline: number;
  readonly lane: Lane;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
  readonly #queue: WaitQueue;
  readonly #signal: AbortSignal | undefined;
  previous: Waiter | undefined;
  next: Waiter | undefined;
  place = -1;

  constructor(
    queue: WaitQueue,
    lane: Lane,
    weight: number,
    deadline: number,
    signal: AbortSignal | undefined,
    resolve: () => void,
    reject: (reason: unknown) => void,
  ) {
    this.#queue = queue;
    this.lane = lane;
    this.weight = weight;
    this.deadline = deadline;
    this.#signal = signal;
    this.resolve = resolve;
    this.reject = reject;
    signal?.addEventListener("abort", this);
  }

  handleEvent(): void {
    this.#queue.abandon(this, this.#signal?.reason);
  }

  silence(): void {
    this.#signal?.removeEventListener("abort", this);
  }
}

/**
 * Those who wait for a turn: the highest priority first, then the first who came. Joining and leaving take O(1)
 * for every priority in use, plus O(log n) where `maxWait` is finite.
 */
export class WaitQueue {
  readonly #max: number;
  readonly #onAbandoned: () => void;
  /** The highest priority first; none is empty. */
  readonly #lanes: Lane[] = [];
  readonly #deadlines = new DeadlineHeap<Waiter>();
  #size = 0;

  /**
   * @param max how many may wait
   * @param onAbandoned called when somebody gave up
   * @throws RangeError when `max` is negative or no number
   */
  constructor(max: number, onAbandoned: () => void) {
    if (!(max >= 0)) throw new RangeError(`maxQueue is ${max}; it must be 0 or more.`);
    this.#max = max;
    this.#onAbandoned = onAbandoned;
  }

  get size(): number {
    return this.#size;
  }

  get full(): boolean {
    return this.#size >= this.#max;
  }

  get first(): Waiter | undefined {
    return this.#lanes[0]?.first;
  }

  /** `Infinity` when nobody has one. */
  get nextDeadline(): number {
    return this.#deadlines.first?.deadline ?? Infinity;
  }

  /** True when somebody waits whose turn comes before that of a newcomer. */
  precedes(priority: number): boolean {
    const lane = this.#lanes[0];
    return lane !== undefined && lane.priority >= priority;
  }

  /** The weights of all whose turn comes before that of a newcomer. */
  weightBefore(priority: number): number {
    let weight = 0;
    for (const lane of this.#lanes) {
      if (lane.priority < priority) break;
      weight += lane.weight;
    }
    return weight;
  }

  /** The weights of the first, at most `count` of them and `most` together, but at least of the very first. */
  weightOfFirst(count: number, most: number): number {
    let sum = 0;
    let left = count;
    for (const { first } of this.#lanes) {
      for (let waiter = first; waiter; waiter = waiter.next) {
        if (sum > 0 && (left <= 0 || sum + waiter.weight > most)) return sum;
        sum += waiter.weight;
        left -= 1;
      }
    }
    return sum;
  }

  /**
   * Joins the queue.
   * @param deadline by the owner's clock
   * @throws the signal's reason when it aborts, and what the owner refuses with
   */
  join(
    weight: number,
    priority: number,
    deadline: number,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const lane = this.#lane(priority);
      const waiter = new Waiter(this, lane, weight, deadline, signal, resolve, reject);
      waiter.previous = lane.last;
      if (lane.last === undefined) lane.first = waiter;
      else lane.last.next = waiter;
      lane.last = waiter;
      lane.weight += weight;
      this.#size += 1;
      if (deadline !== Infinity) this.#deadlines.add(waiter);
    });
  }

  /** Ends a wait: the turn has come. */
  admit(waiter: Waiter): void {
    this.#remove(waiter);
    waiter.resolve();
  }

  /** Ends the waits of all whose deadline is before `time`, and says how many they were. */
  refuseBefore(time: number, reason: (waiter: Waiter) => Error): number {
    let refused = 0;
    for (;;) {
      const waiter = this.#deadlines.first;
      if (waiter === undefined || waiter.deadline >= time) return refused;
      this.#remove(waiter);
      waiter.reject(reason(waiter));
      refused += 1;
    }
  }

  /** Ends all waits. */
  refuseAll(reason: unknown): void {
    for (let waiter = this.first; waiter; waiter = this.first) {
      this.#remove(waiter);
      waiter.reject(reason);
    }
  }

  /** Ends a wait that its caller gave up. */
  abandon(waiter: Waiter, reason: unknown): void {
    this.#remove(waiter);
    waiter.reject(reason);
    this.#onAbandoned();
  }

  #lane(priority: number): Lane {
    let index = 0;
    for (const lane of this.#lanes) {
      if (lane.priority === priority) return lane;
      if (lane.priority < priority) break;
      index += 1;
    }
    const lane: Lane = { priority, first: undefined, last: undefined, weight: 0 };
    this.#lanes.splice(index, 0, lane);
    return lane;
  }

  #remove(waiter: Waiter): void {
    const { lane, previous, next } = waiter;
    if (previous === undefined) lane.first = next;
    else previous.next = next;
    if (next === undefined) lane.last = previous;
    else next.previous = previous;
    lane.weight -= waiter.weight;
    this.#size -= 1;
    if (lane.first === undefined) this.#lanes.splice(this.#lanes.indexOf(lane), 1);
    this.#deadlines.remove(waiter);
    waiter.silence();
  }
}
