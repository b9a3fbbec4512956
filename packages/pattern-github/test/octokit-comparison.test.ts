import { Octokit } from "@octokit/rest";
import { FakeService, type FakeRequest } from "@agentflow/core/testing";
import { type OperationModel, SchemaIndex, type WireCase, wireCases } from "@agentflow/pattern-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  callParams,
  openAdapter,
  operationOf,
  readGitHub,
  writeAdapter,
} from "./generated-adapter.js";

/** What one call sent, in a form in which two spellings of the same request are equal. */
interface Sent {
  readonly method: string;
  /** Decoded segments. */
  readonly path: readonly string[];
  readonly query: readonly string[];
  readonly contentType: string | undefined;
  readonly body: unknown;
}

interface Compared {
  readonly operation: OperationModel;
  readonly theirs: Sent;
  readonly ours: Sent;
}

/**
 * The same calls made with the official client and with ours, against one recording server.
 * Every operation that both know takes part, with a value for every parameter.
 */
describe("beside the official client", () => {
  let service: FakeService;
  let adapter: ReturnType<typeof writeAdapter> | undefined;
  let compared: readonly Compared[];

  beforeAll(async () => {
    service = await FakeService.start();
    const model = await readGitHub();
    adapter = writeAdapter(model);
    const github = await openAdapter(adapter.directory, {
      baseUrl: service.url,
      token: "not-a-real-token",
    });
    const octokit = new Octokit({ baseUrl: service.url.replace(/\/$/, ""), log: silent });
    const official = officialMethods(octokit);

    const record = async (call: () => Promise<unknown>): Promise<Sent> => {
      const before = service.requests.length;
      service.reply({ headers: { "content-type": "application/json" }, body: "{}" });
      await call();
      const [request, ...more] = service.requests.slice(before);
      if (!request || more.length > 0)
        throw new Error(`One call sent ${more.length + 1} requests.`);
      return sent(request);
    };

    const pairs: Compared[] = [];
    const index = SchemaIndex.of(model);
    for (const group of model.groups) {
      for (const operation of group.operations) {
        const method = official.get(`${operation.method} ${operation.path}`);
        const { success } = wireCases(operation, index);
        const theirParams = officialParams(success, service.url);
        if (!method || !theirParams) continue;
        const ourMethod = operationOf(github, group.name, operation.name);
        pairs.push({
          operation,
          theirs: await record(() => method(theirParams)),
          ours: await record(() => ourMethod(callParams(success))),
        });
      }
    }
    compared = pairs;
    await github.close();
  }, 300_000);

  afterAll(async () => {
    await service.close();
    adapter?.remove();
  });

  /** Operations in which the two differ in one part of the request. */
  const differing = (part: (sent: Sent) => unknown): readonly Compared[] =>
    compared.filter(
      ({ theirs, ours }) => JSON.stringify(part(theirs)) !== JSON.stringify(part(ours)),
    );

  test("compares at least 900 operations", () => {
    expect(compared.length).toBeGreaterThanOrEqual(900);
  });

  test("compares every kind of parameter that GitHub has", () => {
    const kinds = compared.flatMap(({ operation }) => [
      ...operation.parameters.map(({ in: place, schema }) => `${place} ${typeOf(schema)}`),
      ...(operation.body?.content.map(({ contentType }) => contentType) ?? []),
    ]);
    expect([...new Set(kinds)].toSorted()).toMatchInlineSnapshot(`
      [
        "application/json",
        "application/octet-stream",
        "path integer",
        "path string",
        "path union",
        "query array",
        "query boolean",
        "query integer",
        "query string",
        "query union",
        "text/plain",
        "text/x-markdown",
      ]
    `);
  });

  test("sends the same method", () => {
    expect(differing(({ method }) => method)).toEqual([]);
  });

  test("sends the same path", () => {
    expect(differing(({ path }) => path)).toEqual([]);
  });

  test("sends the same query, but for lists and the search expression", () => {
    const unexplained = differing(({ query }) => query).filter(
      ({ theirs, ours }) => JSON.stringify(theirs.query) !== JSON.stringify(asOfficial(ours.query)),
    );
    expect(unexplained).toEqual([]);
  });

  test("sends the same content type where there is content", () => {
    expect(differing(({ contentType }) => contentType)).toEqual([]);
  });

  test("sends the same body, but for the branch protection lists that may be sent bare", () => {
    const unexplained = differing(({ body }) => body).filter(
      ({ theirs, ours }) =>
        // The document allows both `{"contexts": […]}` and `[…]`; the official client unwraps what it is given.
        JSON.stringify(Object.values(ours.body as object)) !== JSON.stringify([theirs.body]),
    );
    expect(unexplained).toEqual([]);
    expect(differing(({ body }) => body)).toHaveLength(12);
  });
});

/**
 * Our query as the official client would write it. It joins lists by commas, where the document asks for a repeated
 * name (OpenAPI: `style: form`, `explode: true`, the default), and it leaves a plus sign in `q` as it is, where
 * the service reads a space; ours arrives as the plus sign it was.
 */
function asOfficial(query: readonly string[]): readonly string[] {
  const values = new Map<string, string[]>();
  for (const pair of query) {
    const name = pair.slice(0, pair.indexOf("="));
    const value = pair.slice(pair.indexOf("=") + 1);
    values.set(name, [
      ...(values.get(name) ?? []),
      name === "q" ? value.replaceAll("+", " ") : value,
    ]);
  }
  return [...values].map(([name, items]) => `${name}=${items.join(",")}`).toSorted();
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

function typeOf(schema: unknown): string {
  const type = (schema as { type?: unknown }).type;
  return typeof type === "string" ? type : "union";
}

/** Endpoint methods of the official client by method and path template. */
function officialMethods(octokit: Octokit): Map<string, (params: object) => Promise<unknown>> {
  const methods = new Map<string, (params: object) => Promise<unknown>>();
  for (const scope of Object.values(octokit.rest)) {
    for (const method of Object.values(scope)) {
      const { method: verb, url } = (method as typeof octokit.rest.repos.get).endpoint.DEFAULTS;
      methods.set(
        `${verb} ${url.replace(/\{\?.*\}$/, "")}`,
        method as (params: object) => Promise<unknown>,
      );
    }
  }
  return methods;
}

/** The official client takes parameters and the body's properties side by side; `undefined` where two would collide. */
function officialParams({ params }: WireCase, baseUrl: string): object | undefined {
  const { parameters, body } = params;
  const given: Record<string, unknown> = Object.fromEntries(
    parameters.map(({ parameter, value }) => [parameter.wireName, value]),
  );
  if (!body) return { ...given, baseUrl };
  if (body.kind !== "json") {
    // The official client writes no forms.
    if (body.kind !== "text" && body.kind !== "binary") return undefined;
    const data = body.kind === "text" ? body.value : Buffer.from(body.value);
    return { ...given, data, baseUrl, headers: { "content-type": body.contentType } };
  }
  const { value } = body;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { ...given, data: value, baseUrl };
  }
  const reserved = ["baseUrl", "headers", "mediaType", "method", "request", "url", "data"];
  if (Object.keys(value).some((key) => key in given || reserved.includes(key))) return undefined;
  return Object.assign(given, value, { baseUrl });
}

function sent({ method, path, query, headers, body }: FakeRequest): Sent {
  const [contentType] = (headers["content-type"] ?? "").split(";");
  const text = body.toString("utf8");
  return {
    method,
    path: path.split("/").map((segment) => decodeURIComponent(segment)),
    // Sorted: the order of names has no meaning.
    query: query.map(([name, value]) => `${name}=${value}`).toSorted(),
    // Where nothing is sent, the official client still names a type.
    contentType: text === "" ? undefined : contentType,
    body: text !== "" && contentType === "application/json" ? sorted(JSON.parse(text)) : text,
  };
}

/** Members sorted by name, which have no order in JSON. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
}
