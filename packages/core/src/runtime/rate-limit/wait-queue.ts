import { DeadlineHeap } from "./deadline-heap.js";
import { Waiter, type WaiterOwner, WaitLane } from "./wait-lane.js";

/** How a caller waits for its turn. */
export interface WaitOptions {
  /** Gives up waiting. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that are waited at most. Default: no limit. */
  readonly maxWait?: number | undefined;
  /** The higher goes first; among equals the one who came first. Default: 0. */
  readonly priority?: number | undefined;
}

/**
 * Those who wait for a turn: the highest priority first, then the first who came. Joining and leaving take O(1)
 * for every priority in use, plus O(log n) where `maxWait` is finite.
 */
export class WaitQueue implements WaiterOwner {
  readonly #max: number;
  readonly #onAbandoned: () => void;
  /** The highest priority first; none is empty. */
  readonly #lanes: WaitLane[] = [];
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

  /** The weights of the first, at most `most` together, but at least that of the very first. */
  weightOfFirst(most: number): number {
    let sum = 0;
    for (const { first } of this.#lanes) {
      for (let waiter = first; waiter; waiter = waiter.next) {
        if (sum > 0 && sum + waiter.weight > most) return sum;
        sum += waiter.weight;
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
      lane.append(waiter);
      this.#size += 1;
      if (deadline !== Infinity) this.#deadlines.add(waiter);
    });
  }

  /** Ends a wait: the turn has come. */
  admit(waiter: Waiter): void {
    this.#remove(waiter);
    waiter.admit();
  }

  /** Ends the waits of all whose deadline is before `time`, and says how many they were. */
  refuseBefore(time: number, reason: (waiter: Waiter) => Error): number {
    let refused = 0;
    for (;;) {
      const waiter = this.#deadlines.first;
      if (waiter === undefined || waiter.deadline >= time) return refused;
      this.#remove(waiter);
      waiter.refuse(reason(waiter));
      refused += 1;
    }
  }

  /** Ends all waits. */
  refuseAll(reason: unknown): void {
    for (let waiter = this.first; waiter; waiter = this.first) {
      this.#remove(waiter);
      waiter.refuse(reason);
    }
  }

  /** Ends a wait that its caller gave up. */
  abandon(waiter: Waiter, reason: unknown): void {
    this.#remove(waiter);
    waiter.refuse(reason);
    this.#onAbandoned();
  }

  #lane(priority: number): WaitLane {
    let index = 0;
    for (const lane of this.#lanes) {
      if (lane.priority === priority) return lane;
      if (lane.priority < priority) break;
      index += 1;
    }
    const lane = new WaitLane(priority);
    this.#lanes.splice(index, 0, lane);
    return lane;
  }

  #remove(waiter: Waiter): void {
    const { lane } = waiter;
    lane.remove(waiter);
    if (lane.first === undefined) this.#lanes.splice(this.#lanes.indexOf(lane), 1);
    this.#size -= 1;
    this.#deadlines.remove(waiter);
  }
}
