import type { Clock } from "@agentflow/core/runtime";
import type {
  Connection,
  Driver,
  RunOptions,
  Statement,
  StatementResult,
} from "../../driver/driver.js";
import { type DatabaseError, isDatabaseError } from "../../errors/database-error.js";

/** One replica: how busy it is, and whether it is left out after a failure. */
export class Replica {
  readonly driver: Driver;
  readonly #clock: Clock;
  readonly #coolDown: number;
  readonly #onDown: (error: DatabaseError) => void;
  /** By the clock. */
  #downUntil = -Infinity;
  #busy = 0;

  /**
   * @param coolDown milliseconds for which it is left out
   * @param onDown told when it is left out from now on
   */
  constructor(
    driver: Driver,
    clock: Clock,
    coolDown: number,
    onDown: (error: DatabaseError) => void,
  ) {
    this.driver = driver;
    this.#clock = clock;
    this.#coolDown = coolDown;
    this.#onDown = onDown;
  }

  /** False while it is left out. */
  get up(): boolean {
    return this.#clock.now() >= this.#downUntil;
  }

  /** Statements and connections under way. */
  get busy(): number {
    return this.#busy;
  }

  async run(statement: Statement, options: RunOptions): Promise<StatementResult> {
    return this.#watched(() => this.driver.run(statement, options));
  }

  /** A connection that counts as busy until it is given back. */
  async connect(options: RunOptions): Promise<Connection> {
    const connection = await this.#watched(() => this.driver.connect(options));
    this.#busy += 1;
    let released = false;
    return {
      run: (statement, runOptions) => this.#watched(() => connection.run(statement, runOptions)),
      onLost: (listener) => connection.onLost?.(listener) ?? nothing,
      release: (broken) => {
        if (!released) this.#busy -= 1;
        released = true;
        connection.release(broken);
      },
    };
  }

  /** It has answered: it is not left out any more. */
  answered(): void {
    this.#downUntil = -Infinity;
  }

  /** Leaves it out after the failure of a connection. */
  failed(error: unknown): void {
    if (!isDatabaseError(error) || error.kind !== "connection") return;
    const first = this.up;
    this.#downUntil = this.#clock.now() + this.#coolDown;
    if (first) this.#onDown(error);
  }

  async #watched<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#busy += 1;
    try {
      const result = await work();
      this.answered();
      return result;
    } catch (error) {
      this.failed(error);
      throw error;
    } finally {
      this.#busy -= 1;
    }
  }
}

function nothing(): void {
  // There is no listener to forget.
}
