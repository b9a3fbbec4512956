import { afterAll, afterEach, beforeAll } from "vitest";
import type { Caller, ServiceDescription } from "../../../src/runtime.js";
import { bearerAuth, createLightClient, type LightOptions } from "../../../src/light.js";
import { FakeClock, FakeService } from "../../../src/testing.js";
import { hub } from "../hub.js";

/** A fake service for the tests of a file, and light clients of it. */
export function useLightHub(): {
  readonly service: FakeService;
  readonly clock: FakeClock;
  client(options?: LightOptions, description?: ServiceDescription): Caller;
} {
  let service: FakeService | undefined;
  let clock = new FakeClock();
  const running = (): FakeService => {
    if (service === undefined) throw new Error("The fake service runs only inside of tests.");
    return service;
  };
  beforeAll(async () => {
    service = await FakeService.start();
  });
  afterEach(() => {
    running().reset();
    clock = new FakeClock();
  });
  afterAll(() => running().close());
  return {
    get service() {
      return running();
    },
    get clock() {
      return clock;
    },
    client: (options = {}, description = hub) =>
      createLightClient(description, {
        baseUrl: running().url,
        auth: bearerAuth("t0p-secret"),
        clock,
        random: () => 0.5,
        ...options,
      }),
  };
}
