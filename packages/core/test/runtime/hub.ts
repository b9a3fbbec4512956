import { afterAll, afterEach, beforeAll } from "vitest";
import {
  type Client,
  type ClientOptions,
  createClient,
  defineOperation,
  type ServiceDescription,
} from "../../src/runtime.js";
import { type FakeAnswer, FakeService } from "../../src/testing.js";

/** A made-up service with everything that a description can say. */
export const hub: ServiceDescription = {
  name: "Hub",
  baseUrl: "https://api.hub.example",
  headers: { "x-hub-version": "2" },
  auth: [[{ type: "bearer", option: "token" }], []],
  rateLimit: {
    remaining: "X-RateLimit-Remaining",
    reset: "X-RateLimit-Reset",
    resetUnit: "epoch-seconds",
    limitedStatuses: [403, 429],
  },
  requestIdHeader: "X-Request-Id",
};

export interface Repository {
  readonly id: number;
}

export interface GetErrors {
  404: { readonly message: string };
}

/** An idempotent operation. */
export const get = defineOperation<{ readonly owner: string }, Repository, GetErrors>({
  id: "repos/get",
  method: "GET",
  path: "/repos/{owner}",
  parameters: { owner: "path" },
  accept: "application/json",
  errors: [404],
});

/** One that is not. */
export const create = defineOperation<{ readonly body?: unknown }, Repository>({
  id: "repos/create",
  method: "POST",
  path: "/repos",
  body: { contentType: ["application/json", "application/octet-stream"] },
  accept: "application/json",
});

/** One whose answers may have any type. */
export const download = defineOperation<Record<string, never>, unknown>({
  id: "repos/download",
  method: "GET",
  path: "/download",
});

/** A JSON answer. */
export function json(body: unknown, answer: FakeAnswer = {}): FakeAnswer {
  const headers = { "content-type": "application/json; charset=utf-8", ...answer.headers };
  return { ...answer, headers, body: JSON.stringify(body) };
}

/** A fake service for the tests of a file, and clients that are closed after each of them. */
export function useFakeHub(): {
  readonly service: FakeService;
  client(options?: ClientOptions, description?: ServiceDescription): Client;
} {
  let service: FakeService | undefined;
  let clients: Client[] = [];
  const running = (): FakeService => {
    if (service === undefined) throw new Error("The fake service runs only inside of tests.");
    return service;
  };
  beforeAll(async () => {
    service = await FakeService.start();
  });
  afterEach(async () => {
    await Promise.all(clients.map((client) => client.close()));
    clients = [];
    running().reset();
  });
  afterAll(() => running().close());
  return {
    get service() {
      return running();
    },
    client(options = {}, description = hub) {
      const client = createClient(description, { baseUrl: running().url, ...options });
      clients.push(client);
      return client;
    },
  };
}

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => {
      throw new Error("It did not reject.", { cause: value });
    },
    (error: unknown) => error,
  );
}
