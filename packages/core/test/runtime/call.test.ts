import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  createClient,
  defineOperation,
  secret,
  type ServiceDescription,
} from "../../src/runtime.js";
import { FakeService } from "../../src/testing.js";

const description: ServiceDescription = {
  name: "Hub",
  baseUrl: "https://api.example.com",
  auth: [{ type: "bearer", option: "token" }],
  requestIdHeader: "X-Request-Id",
};

const get = defineOperation<{ owner: string; page?: number }, { id: number }>({
  id: "repos/get",
  method: "GET",
  path: "/repos/{owner}",
  parameters: { owner: "path", page: "query" },
  accept: "application/json",
});

let service: FakeService;
beforeAll(async () => {
  service = await FakeService.start();
});
afterEach(() => {
  service.reset();
});
afterAll(() => service.close());

describe("a call", () => {
  it("sends method, path, query and headers, and gives the parsed answer", async () => {
    service.reply({ headers: { "content-type": "application/json" }, body: '{"id":1}' });
    const client = createClient(description, {
      baseUrl: service.url,
      credentials: { token: secret("TOKEN", { TOKEN: "s3cret-token" }) },
    });
    expect(await get(client, { owner: "a/b", page: 2 })).toEqual({ id: 1 });
    const [request] = service.requests;
    expect(request).toMatchObject({
      method: "GET",
      path: "/repos/a%2Fb",
      query: [["page", "2"]],
      headers: { accept: "application/json", authorization: "Bearer s3cret-token" },
    });
    await client.close();
  });
});
