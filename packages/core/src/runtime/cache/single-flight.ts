/** What a task that several callers share knows about them. */
export interface Flight {
  /** Aborts when nobody waits any more. */
  readonly signal: AbortSignal;
  /** False when the task was forgotten: what it gives is out of date. */
  readonly current: boolean;
}

/** Runs one task per key at a time: who asks while it runs gets what it gives. */
export class SingleFlight<Value> {
  readonly #flights = new Map<string, SharedFlight<Value>>();

  /** True while a task for `key` runs that was not forgotten. */
  has(key: string): boolean {
    return this.#flights.has(key);
  }

  /**
   * What the task for `key` gives: the one that runs, or `task`, which is begun before this returns.
   * @param signal ends this caller's wait only; a caller without one waits for ever
   * @throws what the task throws, to everybody who waits; the signal's reason when it aborts
   */
  run(
    key: string,
    task: (flight: Flight) => Value | Promise<Value>,
    signal?: AbortSignal,
  ): Promise<Value> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error); // whatever the caller aborted with
    const running = this.#flights.get(key);
    if (running) return running.join(signal);
    const flight = new SharedFlight<Value>(() => {
      if (this.#flights.get(key) === flight) this.forget(key);
    });
    this.#flights.set(key, flight);
    const result = flight.join(signal);
    flight.start(task);
    return result;
  }

  /** Lets the next caller begin anew. Who waits gets what the task gives. */
  forget(key: string): void {
    const flight = this.#flights.get(key);
    if (flight === undefined) return;
    flight.current = false;
    this.#flights.delete(key);
  }

  /** Forgets every task whose key begins with `prefix`. */
  forgetAll(prefix = ""): void {
    for (const key of this.#flights.keys()) {
      if (key.startsWith(prefix)) this.forget(key);
    }
  }
}

class SharedFlight<Value> implements Flight {
  current = true;
  readonly #result = Promise.withResolvers<Value>();
  /** Called when it has ended, and when nobody waits any more. */
  readonly #onEnd: () => void;
  /** One who has no signal cannot leave. */
  #waiters = 0;
  #controller: AbortController | undefined;
  #abandoned: { readonly reason: unknown } | undefined;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  /** Made when it is first asked for: most tasks need none. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#abandoned) this.#controller.abort(this.#abandoned.reason);
    return this.#controller.signal;
  }

  start(task: (flight: Flight) => Value | Promise<Value>): void {
    // In a function of its own, so that what `task` throws at once rejects too.
    (async () => task(this))().finally(this.#onEnd).then(this.#result.resolve, this.#result.reject);
  }

  join(signal: AbortSignal | undefined): Promise<Value> {
    this.#waiters += 1;
    if (signal === undefined) return this.#result.promise;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        reject(signal.reason as Error); // whatever the caller aborted with
        this.#waiters -= 1;
        if (this.#waiters === 0) this.#abandon(signal.reason);
      };
      signal.addEventListener("abort", leave, { once: true });
      this.#result.promise
        .finally(() => {
          signal.removeEventListener("abort", leave);
        })
        .then(resolve, reject);
    });
  }

  #abandon(reason: unknown): void {
    this.#abandoned = { reason };
    this.#onEnd();
    this.#controller?.abort(reason);
  }
}
