import type { PagingDescription } from "@agentflow/core/runtime";
import { describe, expect, test } from "vitest";
import { readOne } from "../model/read.js";

const text = { type: "string" };
const whole = { type: "integer" };
const flag = { type: "boolean" };
const uri = { type: "string", format: "uri" };
const rows = { type: "array", items: { type: "object", properties: { id: text } } };
const object = (properties: object) => ({ type: "object", properties });
const next = (description: string) => ({ type: "string", description });

/** Query parameters by name, and the properties of the answer. */
function paging(
  query: Readonly<Record<string, Record<string, unknown>>>,
  schema: object,
  more: object = {},
): PagingDescription | undefined {
  const { operation } = readOne({
    parameters: Object.entries(query).map(([name, { description, required, ...type }]) => ({
      name,
      in: "query",
      description,
      required,
      schema: type,
    })),
    responses: {
      200: { description: "", content: { "application/json": { schema } }, ...more },
    },
  });
  return operation.paging?.description;
}

describe("pages are found", () => {
  test.each<[string, Record<string, Record<string, unknown>>, object, PagingDescription]>([
    [
      "by an address with a name of its own",
      { limit: whole },
      { next_page_url: text, data: rows },
      { style: "next-url", next: "next_page_url", items: "data" },
    ],
    [
      "by `next` that is an address",
      { offset: whole },
      { count: whole, next: { ...uri, nullable: true }, results: rows },
      { style: "next-url", next: "next", items: "results" },
    ],
    [
      "by HAL",
      { page: whole },
      { _links: object({ next: object({ href: text }) }), _embedded: object({ things: rows }) },
      { style: "next-url", next: ["_links", "next", "href"], items: ["_embedded", "things"] },
    ],
    [
      "by JSON:API",
      { "page[size]": whole },
      { links: object({ next: text }), data: rows },
      { style: "next-url", next: ["links", "next"], items: "data" },
    ],
    [
      "by a cursor",
      { cursor: text, limit: whole },
      { data: rows, has_more: flag, next_cursor: { anyOf: [text, { type: "null" }] } },
      {
        style: "cursor",
        parameter: "cursor",
        next: "next_cursor",
        more: "has_more",
        items: "data",
      },
    ],
    [
      "by a cursor inside of what is known of the page",
      { pageToken: text },
      { items: rows, meta: object({ nextPageToken: text }) },
      { style: "cursor", parameter: "pageToken", next: ["meta", "nextPageToken"], items: "items" },
    ],
    [
      "by a cursor under the name of its parameter that says so",
      { cursor: text },
      { cursor: next("Send it to get the next page."), data: rows },
      { style: "cursor", parameter: "cursor", next: "cursor", items: "data" },
    ],
    [
      "by cursors of this page",
      { after: text },
      { paging: object({ cursors: object({ after: text }) }), data: rows },
      { style: "cursor", parameter: "after", next: ["paging", "cursors", "after"], items: "data" },
    ],
    [
      "by the last id, when something says whether there is more",
      { after_id: text },
      { data: rows, last_id: text, has_more: flag },
      { style: "cursor", parameter: "after_id", next: "last_id", more: "has_more", items: "data" },
    ],
    [
      "by the last item",
      { starting_after: text },
      { data: rows, has_more: flag },
      {
        style: "last-item",
        parameter: "starting_after",
        id: "id",
        more: "has_more",
        items: "data",
      },
    ],
    [
      "by the last item, of whichever kind it is",
      { starting_after: text },
      {
        has_more: flag,
        data: { type: "array", items: { anyOf: [object({ id: text }), object({ id: text })] } },
      },
      {
        style: "last-item",
        parameter: "starting_after",
        id: "id",
        more: "has_more",
        items: "data",
      },
    ],
    [
      "by page numbers from the default on",
      { page: { ...whole, default: 0 } },
      { content: rows, totalPages: whole },
      { style: "page", parameter: "page", first: 0, pages: "totalPages", items: "content" },
    ],
    [
      "by page numbers from the minimum on",
      { pageNumber: { ...whole, minimum: 1 } },
      { data: rows, pagination: object({ total: whole }) },
      {
        style: "page",
        parameter: "pageNumber",
        first: 1,
        total: ["pagination", "total"],
        items: "data",
      },
    ],
    [
      "by page numbers whose beginning is in words",
      { page: { ...whole, description: "The page, zero-based." } },
      { data: rows, hasMore: flag },
      { style: "page", parameter: "page", first: 0, more: "hasMore", items: "data" },
    ],
    [
      "by page numbers that start at 1",
      { page: { ...whole, description: "Starts from 1" } },
      { data: rows, hasMore: flag },
      { style: "page", parameter: "page", first: 1, more: "hasMore", items: "data" },
    ],
    [
      "by an offset",
      { skip: whole, top: whole },
      { data: rows, totalCount: whole },
      { style: "offset", parameter: "skip", first: 0, total: "totalCount", items: "data" },
    ],
    [
      "by an offset that begins with 1",
      { startIndex: { ...whole, default: 1 } },
      { Resources: rows, totalResults: whole },
      {
        style: "offset",
        parameter: "startIndex",
        first: 1,
        total: "totalResults",
        items: "Resources",
      },
    ],
  ])("%s", (_, query, properties, description) => {
    expect(paging(query, object(properties))).toEqual(description);
  });

  test("in parts of the answer that hold together", () => {
    const schema = { allOf: [object({ next_cursor: text }), object({ data: rows })] };
    expect(paging({ cursor: text }, schema)).toEqual({
      style: "cursor",
      parameter: "cursor",
      next: "next_cursor",
      items: "data",
    });
  });

  test("by the Link header first, because the service says it whole", () => {
    const headers = { Link: { schema: text } };
    const schema = object({ next_cursor: text, data: rows });
    expect(paging({ cursor: text }, schema, { headers })).toEqual({ style: "link", items: "data" });
  });

  test("by the extension x-ms-pageable, which needs no parameter", () => {
    const responses = {
      200: {
        description: "",
        content: { "application/json": { schema: object({ nextLink: text, value: rows }) } },
      },
    };
    const of = (pageable: unknown, place = {}): unknown =>
      readOne({ "x-ms-pageable": pageable, responses }, {}, place).operation.paging?.description;
    const found = { style: "next-url", next: "nextLink", items: "value" };
    expect(of({ nextLinkName: "nextLink" })).toEqual(found);
    expect(of({ nextLinkName: "nextLink", itemName: "value" })).toEqual(found);
    expect(of({ nextLinkName: null })).toBeUndefined();
    expect(of({ nextLinkName: "missing" })).toBeUndefined();
    expect(of({ nextLinkName: "nextLink" }, { method: "post" })).toBeUndefined();
  });
});

describe("no pages are found", () => {
  test.each<[string, Record<string, Record<string, unknown>>, object]>([
    [
      "by the last item when one kind of item has no id",
      { starting_after: text },
      {
        has_more: flag,
        data: { type: "array", items: { anyOf: [object({ id: text }), object({ name: text })] } },
      },
    ],
    ["by the answer alone", {}, { next_cursor: text, next_url: text, has_more: flag, data: rows }],
    [
      "by parameters alone",
      { cursor: text, page: { ...whole, default: 1 }, offset: whole },
      { data: rows },
    ],
    ["without a list", { cursor: text }, { next_cursor: text, data: object({}) }],
    ["with two lists", { cursor: text }, { next_cursor: text, a: rows, b: rows }],
    ["for `next` that may be anything", { limit: whole }, { next: text, data: rows }],
    ["for an address that is no text", { limit: whole }, { next_url: object({}), data: rows }],
    [
      "for a cursor that may be the one that was sent",
      { cursor: text },
      { cursor: text, data: rows },
    ],
    ["for a cursor of another type", { cursor: whole }, { next_cursor: text, data: rows }],
    [
      "for a cursor that a call must give",
      { cursor: { ...text, required: true } },
      { next_cursor: text, data: rows },
    ],
    [
      "for a last id with nothing that says whether there is more",
      { after_id: text },
      { last_id: text, data: rows },
    ],
    [
      "for items without an id",
      { starting_after: text },
      { has_more: flag, data: { type: "array", items: text } },
    ],
    [
      "for page numbers of which nobody says whether they begin with 0 or 1",
      { page: whole },
      { total: whole, data: rows },
    ],
    [
      "for page numbers that are text",
      { page: { ...text, default: "1" } },
      { total: whole, data: rows },
    ],
    ["for page numbers without an end", { page: { ...whole, default: 1 } }, { data: rows }],
    ["for a total that is no number", { offset: whole }, { total: object({}), data: rows }],
    [
      "for an offset that counts pages",
      { offset: { ...whole, description: "Pages to leave out" } },
      { total: whole, data: rows },
    ],
    [
      "for a start that is a time",
      { start: { ...whole, default: 0 }, end: whole },
      { total: whole, data: rows },
    ],
    [
      "in a list of warnings beside the answer",
      { pageToken: text },
      {
        nextPageToken: text,
        items: { type: "object", additionalProperties: rows },
        warnings: rows,
      },
    ],
    [
      "in what a warning holds",
      { pageToken: text },
      { nextPageToken: text, warning: object({ data: rows }) },
    ],
  ])("%s", (_, query, properties) => {
    expect(paging(query, object(properties))).toBeUndefined();
  });

  test("for answers that are not JSON, or recursive without end", () => {
    const self = {
      components: { schemas: { a: { allOf: [{ $ref: "#/components/schemas/a" }] } } },
    };
    const operation = {
      parameters: [{ name: "cursor", in: "query", schema: text }],
      responses: {
        200: {
          description: "",
          content: { "application/json": { schema: { $ref: "#/components/schemas/a" } } },
        },
      },
    };
    expect(readOne(operation, self).operation.paging).toBeNull();
    expect(
      readOne({ ...operation, responses: { 204: { description: "" } } }).operation.paging,
    ).toBeNull();
  });
});
