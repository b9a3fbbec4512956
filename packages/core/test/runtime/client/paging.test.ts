import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { definePagedOperation, itemsAt, linkPages } from "../../../src/runtime.js";
import { findLink } from "../../../src/runtime/http/link-header.js";
import { json, rejection, useFakeHub } from "../hub.js";

describe("a Link header", () => {
  it.each([
    [
      '<https://a.example/?page=2>; rel="next", <https://a.example/?page=9>; rel="last"',
      "https://a.example/?page=2",
    ],
    ['<https://a.example/?page=1>; rel="prev", </?page=3>; rel="next"', "/?page=3"],
    ["</x>;rel=next", "/x"],
    ["</x> ; REL = NEXT", "/x"],
    ['</x>; rel="last NEXT  first"', "/x"],
    ['</a,b;c>; title="a, \\"b\\"; rel=next"; rel=next', "/a,b;c"],
    ['</x>; title="<y>; rel=next"; rel="prev", </z>; rel="next"', "/z"],
    ["</x>; crossorigin; rel=next", "/x"],
    ["<>; rel=next", ""],
  ])("%s names %j as the next page", (field, target) => {
    expect(findLink(field, "next")).toBe(target);
  });

  it.each([
    "",
    "</x>; rel=last",
    "</x>",
    '</x>; rel=prev; rel="next"',
    '</x>; title="rel=next"',
    "</x>; relation=next",
    "</x; rel=next",
    '</x>; rel="next',
    "/x; rel=next",
  ])("%s names no next page", (field) => {
    expect(findLink(field, "next")).toBeUndefined();
  });

  it("gives back any target and title that it was written with", () => {
    const target = fc.string().filter((text) => !text.includes(">"));
    fc.assert(
      fc.property(target, fc.string(), (uri, title) => {
        const quoted = title.replaceAll(/["\\]/g, "\\$&");
        expect(findLink(`</a>; title="${quoted}"; rel="prev", <${uri}>; rel=next`, "next")).toBe(
          uri,
        );
      }),
    );
  });

  it("takes time in proportion to its length, whatever it holds", () => {
    const hostile = ['<a>; x="\\', "<a>; ;", "<a>;x=", "< ", '<a>; rel="a '].map((part) =>
      part.repeat(20_000),
    );
    for (const field of hostile) expect(findLink(field, "next")).toBeUndefined();
  });
});

interface Item {
  readonly id: number;
}

const list = definePagedOperation<{ readonly per?: number }, readonly Item[], Item>({
  id: "items/list",
  method: "GET",
  path: "/items",
  parameters: { per: "query" },
  accept: "application/json",
  paging: linkPages(),
});

const search = definePagedOperation<
  Record<string, never>,
  { readonly items: readonly Item[] },
  Item
>({
  id: "items/search",
  method: "GET",
  path: "/search",
  accept: "application/json",
  paging: linkPages({ items: itemsAt("items") }),
});

const fake = useFakeHub();

function page(body: unknown, next?: string): ReturnType<typeof json> {
  return json(body, next === undefined ? {} : { headers: { link: `<${next}>; rel="next"` } });
}

async function collect<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const collected: Value[] = [];
  for await (const value of values) collected.push(value);
  return collected;
}

describe("pages", () => {
  it("are followed until none is next, with the credentials", async () => {
    const next = `${fake.service.url}/items?per=2&page=2`;
    fake.service.reply(page([{ id: 1 }, { id: 2 }], next), page([], "?page=3"), page([{ id: 3 }]));
    const client = fake.client({ credentials: { token: "t0ken-1" } });
    expect(await collect(list.all(client, { per: 2 }))).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
    const sent = fake.service.requests.map(({ rawQuery, headers }) => [
      rawQuery,
      headers.authorization,
    ]);
    expect(sent).toEqual([
      ["?per=2", "Bearer t0ken-1"],
      ["?per=2&page=2", "Bearer t0ken-1"],
      ["?page=3", "Bearer t0ken-1"],
    ]);
  });

  it("come whole from .pages()", async () => {
    fake.service.reply(page([{ id: 1 }], "?page=2"), page([{ id: 2 }]));
    expect(await collect(list.pages(fake.client()))).toEqual([[{ id: 1 }], [{ id: 2 }]]);
  });

  it("are loaded only as they are asked for", async () => {
    fake.service.reply(page([{ id: 1 }, { id: 2 }], "?page=2"));
    for await (const item of list.all(fake.client())) {
      if (item.id === 2) break;
    }
    expect(fake.service.requests).toHaveLength(1);
  });

  it("hold their items under a property where the description says so", async () => {
    fake.service.reply(page({ items: [{ id: 1 }] }, "?page=2"), page({ items: [{ id: 2 }] }));
    expect(await collect(search.all(fake.client()))).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it("hold their items as a list also where a property is described", async () => {
    fake.service.reply(page([{ id: 1 }]));
    expect(await collect(search.all(fake.client()))).toEqual([{ id: 1 }]);
  });

  it("without a body hold none", async () => {
    fake.service.reply({ status: 204 });
    expect(await collect(list.all(fake.client()))).toEqual([]);
  });

  it.each([
    [{ items: 1 }, 'the page is no list and has none under "items"'],
    [{ other: [] }, 'the page is no list and has none under "items"'],
    ["text", 'the page is no list and has none under "items"'],
  ])("that hold no list are an error: %j", async (body, text) => {
    fake.service.reply(page(body));
    expect(await rejection(collect(search.all(fake.client())))).toMatchObject({
      kind: "response",
      message: `Hub items/search: ${text}`,
    });
  });

  it("that are no list are an error where no property is described", async () => {
    fake.service.reply(page({ id: 1 }));
    expect(await rejection(collect(list.all(fake.client())))).toMatchObject({
      message: "Hub items/list: the page is no list",
    });
  });

  it("at another origin are not asked for, because credentials would go there", async () => {
    fake.service.reply(page([{ id: 1 }], "https://evil.example/items?page=2"));
    expect(await rejection(collect(list.all(fake.client())))).toMatchObject({
      kind: "response",
      message: `Hub items/list: the next page is at https://evil.example, not at ${fake.service.url}`,
    });
  });

  it("that come a second time end in an error, not in a circle", async () => {
    fake.service.reply(
      page([], "/items?page=2"),
      page([], "/items?page=3"),
      page([], "/items?page=2"),
    );
    expect(await rejection(collect(list.all(fake.client())))).toMatchObject({
      kind: "response",
      message: "Hub items/list: the next page is one that was read before",
    });
    expect(fake.service.requests).toHaveLength(3);
  });

  it("that name themselves as the next end in an error", async () => {
    fake.service.reply(page([], "/items"));
    expect(await rejection(collect(list.all(fake.client())))).toMatchObject({ kind: "response" });
  });

  it("without a valid URL are an error", async () => {
    fake.service.reply(page([], "http://[bad"));
    expect(await rejection(collect(list.all(fake.client())))).toMatchObject({
      message: `Hub items/list: the next page is at no URL, not at ${fake.service.url}`,
    });
  });

  it("end with the error of the call that failed", async () => {
    fake.service.reply(page([{ id: 1 }], "?page=2"), { status: 404 });
    const items: Item[] = [];
    const read = async (): Promise<void> => {
      for await (const item of list.all(fake.client())) items.push(item);
    };
    expect(await rejection(read())).toMatchObject({ kind: "not-found" });
    expect(items).toEqual([{ id: 1 }]);
  });

  it("stop at the caller's signal", async () => {
    const controller = new AbortController();
    fake.service.reply(page([{ id: 1 }], "?page=2"));
    const read = async (): Promise<void> => {
      for await (const item of list.all(fake.client(), {}, { signal: controller.signal })) {
        expect(item).toEqual({ id: 1 });
        controller.abort();
      }
    };
    expect(await rejection(read())).toMatchObject({ kind: "cancelled" });
    expect(fake.service.requests).toHaveLength(1);
  });
});
