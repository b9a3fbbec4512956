import { RateLimitGate } from "../../../src/runtime/rate-limit/rate-limit-gate.js";
import type { WaitOptions } from "../../../src/runtime/rate-limit/wait-queue.js";
import { FakeClock } from "../../../src/testing.js";

/** A gate without a description, and a service that says how much is left. */
export class Scene {
  readonly clock: FakeClock;
  readonly gate: RateLimitGate;

  constructor(manual = false) {
    this.clock = new FakeClock({ manual });
    this.gate = new RateLimitGate(undefined, this.clock);
  }

  /** Lets a call go, and says when it went. */
  async enter(operation = "get", options: WaitOptions = {}): Promise<number> {
    await this.gate.enter(operation, options);
    return this.clock.now();
  }

  /** The answer of a call, with the quota in the IETF's fields. */
  read(remaining: number, seconds: number, limit?: number, operation = "get") {
    const policy = limit === undefined ? {} : { "ratelimit-policy": `"q";q=${limit};w=60` };
    const headers = { ratelimit: `"q";r=${remaining};t=${seconds}`, ...policy };
    return this.gate.read(operation, remaining === 0 ? 429 : 200, headers);
  }

  /** Calls that go at once, one beside the other. */
  async calls(count: number): Promise<number[]> {
    return Promise.all(Array.from({ length: count }, () => this.enter()));
  }
}
