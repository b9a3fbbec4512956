import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OperationPlan } from "../../../src/runtime/client/operation-plan.js";

function target(path: string, params: Record<string, unknown>): string {
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => [name, "path"] as const);
  const parameters = Object.fromEntries(names);
  return new OperationPlan({ id: "x", method: "GET", path, parameters }).write(params).target;
}

function sent(plan: OperationPlan, params: Record<string, unknown>): string {
  return plan.write(params).target;
}

describe("a path", () => {
  it("gets its parameters percent-encoded", () => {
    expect(target("/repos/{owner}/{repo}", { owner: "a b", repo: "ü/ö" })).toBe(
      "/repos/a%20b/%C3%BC%2F%C3%B6",
    );
  });

  it("takes several parameters and text in one segment", () => {
    expect(target("/diff/{from}...{to}.json", { from: "a", to: 2 })).toBe("/diff/a...2.json");
  });

  it.each([".", ".."])("refuses %j as a segment", (name) => {
    expect(() => target("/files/{name}", { name })).toThrow('a segment "." or ".."');
    expect(() => target("/files/{name}/raw", { name })).toThrow('a segment "." or ".."');
  });

  it("refuses dots that only together make a segment", () => {
    expect(() => target("/files/{a}{b}", { a: ".", b: "." })).toThrow('a segment "." or ".."');
  });

  it("keeps names that begin with dots", () => {
    expect(target("/files/{name}", { name: ".github" })).toBe("/files/.github");
    expect(target("/files/{name}", { name: "..." })).toBe("/files/...");
  });

  it.each(["", [], [""]])("refuses the empty value %j, which would call another path", (name) => {
    expect(() => target("/files/{name}", { name })).toThrow('the path parameter "name" is missing');
  });

  it.each([undefined, null])("refuses the missing value %j", (name) => {
    expect(() => target("/files/{name}", { name })).toThrow('the path parameter "name" is missing');
  });

  it("refuses an empty value also where its style would put a character", () => {
    const plan = new OperationPlan({
      id: "x",
      method: "GET",
      path: "/files{name}",
      parameters: { name: { in: "path", style: "label" } },
    });
    expect(sent(plan, { name: "a" })).toBe("/files.a");
    expect(() => sent(plan, { name: "" })).toThrow('the path parameter "name" is missing');
  });

  it("is refused when it names a parameter that is not described", () => {
    const description = {
      id: "x",
      method: "GET",
      path: "/{a}/{b}",
      parameters: { a: "path" },
    } as const;
    const plan = new OperationPlan(description);
    expect(() => sent(plan, { a: "1", b: "2" })).toThrow('the path parameter "b" is missing');
  });

  it("has its own unsafe characters encoded and its escapes kept", () => {
    expect(target("/a b/%2F/#x/{y}", { y: "z" })).toBe("/a%20b/%2F/%23x/z");
    expect(target("/100%/ü", {})).toBe("/100%25/%C3%BC");
  });

  it("may name a parameter twice", () => {
    expect(target("/{a}/copy/{a}", { a: "$&" })).toBe("/%24%26/copy/%24%26");
  });

  it("may bring a query, to which the parameters are added", () => {
    const plan = new OperationPlan({
      id: "x",
      method: "GET",
      path: "/{a}?action=list#top",
      parameters: { a: "path", page: "query" },
    });
    expect(sent(plan, { a: "1", page: 2 })).toBe("/1?action=list%23top&page=2");
    expect(sent(plan, { a: "1" })).toBe("/1?action=list%23top");
  });

  it("is never left by a value, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        fc.pre(name !== "" && name !== "." && name !== "..");
        const path = target("/files/{name}/raw", { name });
        const url = new URL(path, "https://example.com");
        const segments = url.pathname.split("/");
        expect(segments).toHaveLength(4);
        expect([segments[1], segments[3]]).toEqual(["files", "raw"]);
        expect(decodeURIComponent(segments[2] ?? "")).toBe(name);
        expect(url.search + url.hash).toBe("");
      }),
    );
  });
});

describe("a query", () => {
  const plan = new OperationPlan({
    id: "x",
    method: "GET",
    path: "/search",
    parameters: {
      q: "query",
      page: "query",
      sort_by: { in: "query", name: "sort[by]" },
      constructor: "query" as const,
      tags: { in: "query", style: "pipeDelimited", explode: false },
    },
  });

  it("holds what is given, in the order of the description", () => {
    expect(sent(plan, { page: 2, q: "a b", sort_by: "x", tags: ["1", "2"] })).toBe(
      "/search?q=a%20b&page=2&sort%5Bby%5D=x&tags=1%7C2",
    );
  });

  it("leaves out null, undefined and what every object inherits", () => {
    expect(sent(plan, { q: undefined, page: null, tags: [] })).toBe("/search");
    expect(sent(plan, { constructor: "own" })).toBe("/search?constructor=own");
  });

  it("gives back every text it was given", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (q, sort) => {
        const { searchParams } = new URL(sent(plan, { q, sort_by: sort }), "https://example.com");
        expect([...searchParams]).toEqual([
          ["q", q],
          ["sort[by]", sort],
        ]);
      }),
    );
  });
});
