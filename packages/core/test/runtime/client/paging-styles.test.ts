import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cursorPages,
  definePagedOperation,
  defineValues,
  itemsAt,
  lastItemPages,
  nextUrlPages,
  numberedPages,
  offsetPages,
  type Paging,
  type ValueConversion,
} from "../../../src/runtime.js";
import { json, rejection, useFakeHub } from "../hub.js";

const fake = useFakeHub();

interface Params {
  readonly at?: string | number;
  readonly size?: number;
}

const paged = (paging: Paging, values?: ValueConversion) =>
  definePagedOperation<Params, unknown, unknown>({
    id: "items/list",
    method: "GET",
    path: "/items",
    parameters: { at: "query", size: "query" },
    accept: "application/json",
    paging,
    ...(values && { values }),
  });

async function collect(
  paging: Paging,
  params: Params = {},
  values?: ValueConversion,
): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const item of paged(paging, values).all(fake.client(), params)) items.push(item);
  return items;
}

const asked = (): (string | null)[] =>
  fake.service.requests.map(({ rawQuery }) => new URLSearchParams(rawQuery).get("at"));

const cursor = cursorPages({
  parameter: "at",
  next: ["meta", "next"],
  more: "more",
  items: itemsAt(["data", "rows"]),
});
const lastItem = lastItemPages({
  parameter: "at",
  id: "id",
  more: "has_more",
  items: itemsAt("data"),
});
const numbered = { parameter: "at", first: 1, items: itemsAt("data") } as const;
const pages = numberedPages(numbered);
const counted = { parameter: "at", first: 0, items: itemsAt("data") } as const;
const offset = offsetPages(counted);
const nextUrl = nextUrlPages({ next: "@odata.nextLink", items: itemsAt("value") });

describe("pages that follow each other by a cursor", () => {
  const page = (rows: unknown[], next?: unknown, more?: boolean) =>
    json({ data: { rows }, ...(next !== undefined && { meta: { next } }), more });

  it("are asked for with it, and with what the first one was asked for", async () => {
    fake.service.reply(page([1], "a"), page([2], 7), page([3], ""));
    expect(await collect(cursor, { size: 5 })).toEqual([1, 2, 3]);
    expect(asked()).toEqual([null, "a", "7"]);
    expect(
      fake.service.requests.map(({ query }) => query.find(([name]) => name === "size")),
    ).toEqual(Array.from({ length: 3 }, () => ["size", "5"]));
  });

  it.each([
    ["no cursor", page([1])],
    ["null", page([1], null)],
    ["false", page([1], false)],
    ["no more, whatever the cursor is", page([1], "a", false)],
  ])("end with %s", async (_, last) => {
    fake.service.reply(last);
    expect(await collect(cursor)).toEqual([1]);
  });

  it.each([
    ["comes again", [page([1], "a"), page([2], "b"), page([3], "a")], {}, 3],
    ["is what the caller began with", [page([1], "z")], { at: "z" }, 1],
    ["is an object", [page([1], {})], {}, 1],
  ])("end with an error when it %s", async (_, replies, params, requests) => {
    fake.service.reply(...replies);
    expect(await rejection(collect(cursor, params))).toMatchObject({ kind: "response" });
    expect(fake.service.requests).toHaveLength(requests);
  });

  it("stop with an error for every cycle of cursors", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(5), fc.integer({ min: 1, max: 5 }), async (before, length) => {
        fake.service.reset();
        const names = Array.from({ length: before + length }, (_, index) => `c${index}`);
        const order = [...names, names[before] ?? ""];
        fake.service.reply(...order.map((each) => page([each], each)));
        expect(await rejection(collect(cursor))).toMatchObject({ kind: "response" });
        expect(fake.service.unexpected).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

describe("pages that follow each other by their last item", () => {
  const page = (ids: readonly unknown[], has_more: unknown) =>
    json({ data: ids.map((id) => ({ id })), has_more });

  it("are asked for with its id until there is no more", async () => {
    fake.service.reply(page(["a", "b"], true), page(["c"], true), page([], false));
    expect(await collect(lastItem)).toEqual([{ id: "a" }, { id: "b" }, { id: "c" }]);
    expect(asked()).toEqual([null, "b", "c"]);
  });

  it.each([
    ["is the same again", [page(["a"], true), page(["a"], true)]],
    ["is missing", [page([], true)]],
    ["has no id", [page([null], true)]],
  ])("end with an error when it %s", async (_, replies) => {
    fake.service.reply(...replies);
    expect(await rejection(collect(lastItem))).toMatchObject({ kind: "response" });
  });
});

describe("pages with numbers", () => {
  const page = (data: readonly unknown[], rest: object = {}) => json({ data, ...rest });

  it.each<
    [string, Partial<Parameters<typeof numberedPages>[0]>, Params, object[], (string | null)[]]
  >([
    ["an empty page", {}, {}, [page([1]), page([2]), page([])], [null, "2", "3"]],
    [
      "the number of pages",
      { pages: "n" },
      {},
      [page([1], { n: 2 }), page([2], { n: 2 })],
      [null, "2"],
    ],
    ["it as text", { pages: "n" }, {}, [page([1], { n: "2" }), page([2], { n: "2" })], [null, "2"]],
    [
      "the number of items",
      { total: "n" },
      {},
      [page([1, 2], { n: 3 }), page([3], { n: 3 })],
      [null, "2"],
    ],
    ["no more", { more: "m" }, {}, [page([1], { m: true }), page([2], { m: false })], [null, "2"]],
    [
      "pages from 0 on",
      { first: 0, pages: "n" },
      {},
      [page([1], { n: 2 }), page([2], { n: 2 })],
      [null, "1"],
    ],
    [
      "a start of the caller's",
      { pages: "n" },
      { at: "3" },
      [page([1], { n: 4 }), page([2], { n: 4 })],
      ["3", "4"],
    ],
  ])("end with %s", async (_, rest, params, replies, expected) => {
    fake.service.reply(...replies);
    await collect(numberedPages({ ...numbered, ...rest }), params);
    expect(asked()).toEqual(expected);
  });

  it("end with an error when the service gives the same page for ever", async () => {
    fake.service.reply(page([1, 2]), page([1, 2]));
    expect(await rejection(collect(pages))).toMatchObject({
      kind: "response",
      message: "Hub items/list: the next page is the same as the one before",
    });
  });

  it("begin with a number", async () => {
    expect(await rejection(collect(pages, { at: "x" }))).toMatchObject({ kind: "validation" });
    expect(fake.service.requests).toEqual([]);
  });
});

describe("pages with an offset", () => {
  const page = (data: readonly unknown[], rest: object = {}) => json({ data, ...rest });

  it.each<
    [string, Partial<Parameters<typeof offsetPages>[0]>, Params, object[], (string | null)[]]
  >([
    ["an empty page", {}, {}, [page([1, 2]), page([3]), page([])], [null, "2", "3"]],
    [
      "the number of items",
      { total: "n" },
      {},
      [page([1, 2], { n: 3 }), page([3], { n: 3 })],
      [null, "2"],
    ],
    ["no more", { more: "m" }, {}, [page([1], { m: false })], [null]],
    [
      "items from 1 on",
      { first: 1, total: "n" },
      {},
      [page([1, 2], { n: 3 }), page([3], { n: 3 })],
      [null, "3"],
    ],
    [
      "a start of the caller's",
      { total: "n" },
      { at: 5 },
      [page([1], { n: 7 }), page([2], { n: 7 })],
      ["5", "6"],
    ],
  ])("end with %s", async (_, rest, params, replies, expected) => {
    fake.service.reply(...replies);
    await collect(offsetPages({ ...counted, ...rest }), params);
    expect(asked()).toEqual(expected);
  });

  it("end with an error when the service gives the same page for ever", async () => {
    fake.service.reply(page([1]), page([1]));
    expect(await rejection(collect(offset))).toMatchObject({ kind: "response" });
  });
});

describe("pages that name the next one", () => {
  const page = (value: readonly unknown[], next?: unknown) =>
    json({ value, "@odata.nextLink": next });

  it("are followed, absolute or relative, until there is none", async () => {
    const { url } = fake.service;
    fake.service.reply(
      page([1], `${url}/b?x=1`),
      page([2], "/c"),
      page([3], "?d"),
      page([4], null),
    );
    expect(await collect(nextUrl)).toEqual([1, 2, 3, 4]);
    expect(fake.service.requests.map(({ path, rawQuery }) => path + rawQuery)).toEqual([
      "/items",
      "/b?x=1",
      "/c",
      "/c?d",
    ]);
  });

  it.each([
    ["another origin", "https://evil.example/x", "at https://evil.example, not at"],
    ["another port", "http://127.0.0.1:1/", "at http://127.0.0.1:1, not at"],
    ["no URL", "http://[", "at no URL, not at"],
    ["another scheme", "javascript:alert(1)", "at null, not at"],
    ["an object", { href: "/b" }, "neither text nor number"],
    ["itself", "/items", "read before"],
  ])("end with an error for %s, and send nothing there", async (_, next, message) => {
    fake.service.reply(page([1], next));
    expect(await rejection(collect(nextUrl))).toMatchObject({
      kind: "response",
      message: expect.stringContaining(message),
    });
    expect(fake.service.requests).toHaveLength(1);
  });

  it("stay encrypted when the service names an address that is not", async () => {
    const urls: string[] = [];
    const fetch = async (url: string | URL): Promise<Response> => {
      urls.push(String(url));
      const next = urls.length === 1 ? "http://hub.example/b" : undefined;
      return Response.json({ value: [urls.length], "@odata.nextLink": next });
    };
    const client = fake.client({ baseUrl: "https://hub.example", fetch });
    const items: unknown[] = [];
    for await (const item of paged(nextUrl).all(client)) items.push(item);
    expect(urls).toEqual(["https://hub.example/items", "https://hub.example/b"]);
  });
});

it.each([cursor, lastItem, pages, offset, nextUrl])(
  "a page of the style $style without its list is an error, and an empty answer is the end",
  async (paging) => {
    fake.service.reply(json({ data: { rows: 1 }, value: {} }));
    expect(await rejection(collect(paging))).toMatchObject({
      message: expect.stringContaining("the page is no list"),
    });
    fake.service.reply({ status: 204 });
    expect(await collect(paging)).toEqual([]);
  },
);

describe("pages whose values are converted", () => {
  const convert = defineValues({ dates: "date", int64: "bigint" }, {});
  const rows = (item: object, ...more: object[]): object => ({ data: [item, ...more] });

  it("are asked for by a large id with all its digits", async () => {
    const values = convert({
      answers: { 200: { members: { data: { items: { members: { id: "int64" } } } } } },
    });
    const first = '{"data":[{"id":9007199254740993}],"has_more":true}';
    fake.service.reply({ headers: { "content-type": "application/json" }, body: first });
    fake.service.reply(json({ ...rows({ id: 3 }), has_more: false }));
    expect(await collect(lastItem, {}, values)).toEqual([{ id: 9007199254740993n }, { id: 3n }]);
    expect(asked()).toEqual([null, "9007199254740993"]);
  });

  it("are asked for by a date as text", async () => {
    const at = "2024-02-29T12:34:56.000Z";
    const values = convert({
      answers: { 200: { members: { data: { items: { members: { id: "date-time" } } } } } },
    });
    fake.service.reply(json({ ...rows({ id: at }), has_more: true }));
    fake.service.reply(json({ ...rows({ id: at }), has_more: false }));
    expect(await collect(lastItem, {}, values)).toEqual([
      { id: new Date(at) },
      { id: new Date(at) },
    ]);
    expect(asked()).toEqual([null, at]);
  });

  it("end at a converted total, and are told apart", async () => {
    const values = convert({
      answers: {
        200: { members: { total: "int64", data: { items: { members: { id: "int64" } } } } },
      },
    });
    fake.service.reply(json({ ...rows({ id: 1 }), total: 2 }));
    fake.service.reply(json({ ...rows({ id: 2 }), total: 2 }));
    expect(await collect(offsetPages({ ...counted, total: "total" }), {}, values)).toEqual([
      { id: 1n },
      { id: 2n },
    ]);
    expect(asked()).toEqual([null, "1"]);
  });
});
