import { describe, expect, test } from "vitest";
import type { PagingModel } from "../../src/model/api-model.js";
import { withLinkPaging } from "../../src/paging/link-paging.js";
import { read, readOne } from "../model/read.js";

const pet = { $ref: "#/components/schemas/Pet" };
const pets = { type: "array", items: pet };
const components = {
  schemas: { Pet: { type: "object" }, Pets: pets, Circle: { $ref: "#/components/schemas/Circle" } },
};

function answer(schema: unknown, headers: object = { Link: {} }): object {
  return { 200: { description: "", headers, content: { "application/json": { schema } } } };
}

function parameter(name: string): object {
  return { name, in: "query", schema: { type: "integer" } };
}

function pagingOf(schema: unknown): PagingModel | null {
  return readOne({ responses: answer(schema) }, { components }).operation.paging;
}

describe("an operation with a documented Link header", () => {
  test.each<[string, unknown, unknown]>([
    ["an array", pets, pet],
    ["an array that may be null", { type: ["array", "null"], items: pet }, pet],
    ["a reference to an array", { $ref: "#/components/schemas/Pets" }, pet],
    ["an array of anything", { type: "array" }, true],
    ["one of several arrays", { anyOf: [pets, { type: "array" }] }, { anyOf: [pet, true] }],
    ["an array inside a single allOf", { allOf: [pets] }, pet],
  ])("pages over %s", (_, schema, item) => {
    expect(pagingOf(schema)).toEqual({ description: { style: "link" }, item });
  });

  test.each<[string, unknown]>([
    ["the only array of its answer", { total: { type: "integer" }, items: pets }],
    [
      "the only array of objects",
      { reasons: { type: "array", items: { type: "string" } }, items: pets },
    ],
    ["an array that it refers to", { items: { $ref: "#/components/schemas/Pets" } }],
  ])("pages over %s", (_, properties) => {
    expect(pagingOf({ type: "object", properties })).toEqual({
      description: { style: "link", items: "items" },
      item: pet,
    });
  });

  test.each<[string, unknown]>([
    ["an object without an array", { type: "object", properties: { a: { type: "string" } } }],
    ["two arrays of objects", { type: "object", properties: { a: pets, b: pets } }],
    ["a map", { type: "object", additionalProperties: pets }],
    ["an array or something else", { oneOf: [pets, { type: "string" }] }],
    ["a schema that leads in a circle", { $ref: "#/components/schemas/Circle" }],
    ["a text", { type: "string" }],
  ])("does not page over %s", (_, schema) => {
    expect(pagingOf(schema)).toBeNull();
  });
});

test("only GET is paged", () => {
  const { operation } = readOne({ responses: answer(pets) }, { components }, { method: "post" });
  expect(operation.paging).toBeNull();
});

test("only an answer of success is paged", () => {
  const { operation } = readOne(
    {
      responses: {
        404: { headers: { Link: {} }, content: { "application/json": { schema: pets } } },
      },
    },
    { components },
  );
  expect(operation.paging).toBeNull();
});

describe("withLinkPaging", () => {
  const { model } = read({
    components,
    paths: {
      "/documented": { get: { responses: answer(pets) } },
      "/page": { get: { parameters: [parameter("page")], responses: answer(pets, {}) } },
      "/cursor": {
        get: {
          parameters: [parameter("cursor")],
          responses: answer({ $ref: "#/components/schemas/Pets" }, {}),
        },
      },
      "/header": {
        get: { parameters: [{ ...parameter("page"), in: "header" }], responses: answer(pets, {}) },
      },
      "/one": { get: { parameters: [parameter("page")], responses: answer(pet, {}) } },
      "/post": { post: { parameters: [parameter("page")], responses: answer(pets, {}) } },
      "/empty": { get: { parameters: [parameter("page")], responses: { 204: {} } } },
    },
  });

  function pagedPaths(pageParameters: readonly string[]): readonly string[] {
    const { groups } = withLinkPaging(model, pageParameters);
    return groups
      .flatMap(({ operations }) =>
        operations.filter(({ paging }) => paging).map(({ path }) => path),
      )
      .toSorted();
  }

  test.each([
    [[], ["/documented"]],
    [["page"], ["/documented", "/page"]],
    [
      ["page", "cursor"],
      ["/cursor", "/documented", "/page"],
    ],
  ])("with the parameters %j pages %j", (pageParameters, paths) => {
    expect(pagedPaths(pageParameters)).toEqual(paths);
  });

  test("changes nothing else of the model", () => {
    const { groups, ...others } = withLinkPaging(model, ["page"]);
    const { groups: before, ...othersBefore } = model;
    expect(others).toEqual(othersBefore);
    expect(groups.map(({ name, operations }) => [name, operations.map(({ id }) => id)])).toEqual(
      before.map(({ name, operations }) => [name, operations.map(({ id }) => id)]),
    );
  });
});
