import type { BreakerStore } from "./breaker-store.js";
import type { Clock } from "../clock.js";
import type { StoreGuard } from "../store/store-guard.js";

/** How the circuits of one breaker are shared. */
export interface SharingSettings {
  readonly store: BreakerStore;
  readonly guard: StoreGuard;
  /** Milliseconds between two questions about one circuit. */
  readonly syncInterval: number;
  /** Milliseconds that an answer of the store may take. */
  readonly tolerance: number;
  readonly clock: Clock;
}

/** The side of a circuit that its sharing sees. */
export interface SharedCircuit {
  /** Differs whenever the circuit has changed. */
  version(): number;
  /** Takes over for how many milliseconds the circuit is open in the store. */
  learn(ms: number): void;
}

/**
 * Keeps one circuit and its state in the store together, in the background: no call waits for it. One question
 * at a time, and what happened here goes to the store before anything is learned from it.
 */
export class CircuitSharing {
  readonly #key: string;
  readonly #settings: SharingSettings;
  readonly #circuit: SharedCircuit;
  #nextSync = -Infinity;
  #busy = false;
  /** What the store has not been told yet: when the circuit closes, by `clock.now()`; `-Infinity`: now. */
  #untold: number | undefined;

  constructor(key: string, settings: SharingSettings, circuit: SharedCircuit) {
    this.#key = key;
    this.#settings = settings;
    this.#circuit = circuit;
  }

  /** Begins to bring both together when it is time. */
  refresh(): void {
    const now = this.#settings.clock.now();
    if (now < this.#nextSync) return;
    this.#nextSync = now + this.#settings.syncInterval;
    void this.#sync();
  }

  /** The circuit opened here, until a time by `clock.now()`. */
  opened(until: number): void {
    this.#untold = until;
    void this.#sync();
  }

  /** The circuit closed here. */
  closed(): void {
    this.opened(-Infinity);
  }

  async #sync(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      if (this.#untold === undefined) await this.#read();
      while (this.#untold !== undefined && (await this.#tell(this.#untold)));
    } finally {
      this.#busy = false;
    }
  }

  async #read(): Promise<void> {
    const { store, guard } = this.#settings;
    const version = this.#circuit.version();
    const ms = await guard.run(
      () => store.read(this.#key),
      () => undefined,
    );
    // What the store said before the circuit changed here is out of date.
    if (ms !== undefined && version === this.#circuit.version()) this.#circuit.learn(ms);
  }

  /** @returns false when the store gave no answer: the next `refresh` tells it */
  async #tell(until: number): Promise<boolean> {
    const { store, guard, clock } = this.#settings;
    const told = await guard.run(
      async () => {
        const ms = until - clock.now();
        if (until === -Infinity) await store.close(this.#key);
        else if (ms > 0) await store.open(this.#key, ms);
        return true;
      },
      () => false,
    );
    if (told && this.#untold === until) this.#untold = undefined;
    return told;
  }
}
