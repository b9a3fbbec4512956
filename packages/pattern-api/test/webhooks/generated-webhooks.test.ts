import { afterAll, describe, expect, test } from "vitest";
import type { ApiModel } from "../../src/model/api-model.js";
import { read } from "../model/read.js";
import { GeneratedPackage } from "../tests/generated-package.js";

const packages: GeneratedPackage[] = [];
afterAll(() => packages.forEach((one) => one.remove()));

function generate(model: ApiModel): GeneratedPackage {
  const generated = new GeneratedPackage(model);
  packages.push(generated);
  return generated;
}

const responses = { 200: { description: "" } };
const json = (schema: object) => ({ required: true, content: { "application/json": { schema } } });
const event = (type: string, properties: object = {}) => ({
  post: {
    summary: `About */ ${type}`,
    requestBody: json({
      type: "object",
      required: ["type"],
      properties: { type: { const: type }, ...properties },
    }),
    responses,
  },
});
const pet = { type: "object", required: ["name"], properties: { name: { type: "string" } } };
const fields = {
  webhooks: {
    "pet.created": event("pet.created", { pet: { $ref: "#/components/schemas/Pet" } }),
    'pet"removed': event("pet.removed"),
    constructor: event("c"),
  },
  components: { schemas: { Pet: pet } },
};
const standard = ["webhook-id", "webhook-timestamp", "Webhook-Signature"].map((name) => ({
  name,
  in: "header",
  required: true,
  schema: { type: "string" },
}));

describe("a package for a service that only sends", { timeout: 60_000 }, () => {
  test("compiles, and hands every event to its handler", () => {
    const generated = generate(read(fields).model);
    expect(generated.compile()).toBe("");
    const { passed, failed } = generated.test();
    expect(failed).toEqual([]);
    expect(passed).toEqual([
      "webhook petCreated reaches onPetCreated",
      "webhook petRemoved reaches onPetRemoved",
      "webhook constructorEvent reaches onConstructorEvent",
    ]);
  });

  test("tells events apart, and types what handlers get", () => {
    const generated = generate(read(fields).model);
    expect(generated.build()).toBe("");
    const output = generated.import(`
      import { createPetsWebhooks } from "pets-adapter";
      const webhooks = createPetsWebhooks(
        { onPetCreated: (payload) => payload.pet.name }, { verification: "none" });
      const body = (value) => ({ headers: {}, body: JSON.stringify(value) });
      const results = [
        await webhooks.receive(body({ type: "pet.created", pet: { name: "Rex" } })),
        await webhooks.receive(body({ type: "pet.removed" })),
        await webhooks.receive(body({ type: "other" })).catch((error) => error.reason),
      ];
      console.log(JSON.stringify(results));
    `);
    expect(JSON.parse(output)).toEqual([
      { event: "petCreated", handled: true, result: "Rex" },
      { event: "petRemoved", handled: false },
      "unknown-event",
    ]);
  });

  test("tells events apart by what narrows a property that all of them have", () => {
    const base = { type: "object", properties: { type: { type: "string" } } };
    const narrowed = (type: string) => ({
      post: {
        requestBody: json({
          allOf: [
            { $ref: "#/components/schemas/Event" },
            { properties: { type: { const: type } } },
          ],
        }),
        responses,
      },
    });
    const { model } = read({
      webhooks: { a: narrowed("a.made"), b: narrowed("b.made") },
      components: { schemas: { Event: base } },
    });
    expect(model.events.map(({ mark }) => mark)).toEqual([
      { in: "body", name: "type", value: "a.made" },
      { in: "body", name: "type", value: "b.made" },
    ]);
  });

  test("has a page of its own beside that of a group called events", () => {
    const get = { tags: ["events"], responses };
    const { model } = read({ ...fields, paths: { "/events": { get } } });
    expect(model.guides).toEqual([{ title: "Events", path: "docs/service-events.md" }]);
    expect(read(fields).model.guides).toEqual([{ title: "Events", path: "docs/events.md" }]);
  });

  test("checks signatures where the description has those of Standard Webhooks", () => {
    const signed = {
      ...event("pet.created"),
      post: { ...event("pet.created").post, parameters: standard },
    };
    const generated = generate(read({ webhooks: { "pet.created": signed } }).model);
    expect(generated.compile()).toBe("");
    expect(generated.test()).toMatchObject({ failed: [], passed: [expect.any(String)] });
  });
});

describe("a package for a service that sends beside its operations", { timeout: 60_000 }, () => {
  const { model } = read({
    ...fields,
    paths: {
      "/pets": {
        post: {
          operationId: "createPet",
          responses,
          callbacks: {
            done: { "{$request.body#/url}": { post: { requestBody: json(pet), responses } } },
            text: {
              "{$request.query.url}": {
                post: {
                  requestBody: { content: { "text/plain": { schema: { type: "string" } } } },
                  responses,
                },
                put: { responses },
              },
            },
          },
        },
      },
    },
  });

  test("has its webhooks and callbacks, and its tests pass", () => {
    const generated = generate(model);
    expect(generated.compile()).toBe("");
    const { passed, failed } = generated.test();
    expect(failed).toEqual([]);
    expect(passed).toEqual(expect.arrayContaining(["callback done reaches onDone"]));
    expect(passed.filter((name) => / reaches on/.test(name))).toHaveLength(6);
  });

  test("counts them among what has to be tested and documented", () => {
    expect(model.unit).toMatchObject({ plural: "operations and events", count: 7 });
    expect(model.guides).toEqual([{ title: "Events", path: "docs/events.md" }]);
  });
});
