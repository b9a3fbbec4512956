import { afterAll, describe, expect, test } from "vitest";
import { read } from "../model/read.js";
import { GeneratedPackage } from "../tests/generated-package.js";
import { everyPaging } from "./every-paging.js";

const packages: GeneratedPackage[] = [];
afterAll(() => packages.forEach((one) => one.remove()));

function generate(): GeneratedPackage {
  const generated = new GeneratedPackage(read(everyPaging).model);
  packages.push(generated);
  return generated;
}

describe("a package for a service with every kind of paging", { timeout: 60_000 }, () => {
  test("compiles, and its tests follow pages of every kind", () => {
    const generated = generate();
    expect(generated.compile()).toBe("");
    const { passed, failed } = generated.test();
    expect(failed).toEqual([]);
    const ending = "ends with an error when a page is its own next page";
    expect(
      passed.filter((name) => name.endsWith(ending)).map((name) => name.split(",")[0]),
    ).toEqual(["cursor", "last", "link", "next", "offset", "page"]);
    expect(passed.filter((name) => name.endsWith(" yields the items of its pages"))).toHaveLength(
      8,
    );
  });

  test.each([
    ["cursor", 'next: ["meta", "next_cursor"]', 'next: "next_cursor"'],
    ["last", 'parameter: "starting_after"', 'parameter: "starting"'],
    ["next", 'next: "next_url"', 'next: "next"'],
    ["page", 'pages: "total_pages"', 'pages: "total"'],
  ])("has tests that fail when the paging of %s is another", (id, from, to) => {
    const generated = generate();
    generated.replace("src/operations/general.ts", from, to);
    const { failed } = generated.test();
    expect(failed.map((name) => name.split(/[ ,]/)[0])).toContain(id);
  });
});
