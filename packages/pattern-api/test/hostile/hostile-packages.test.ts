import { afterAll, describe, expect, test } from "vitest";
import { generate } from "./generate.js";
import { hostileDocument, templates } from "./hostile-document.js";
import { HostilePackages } from "./hostile-packages.js";
import { payloads } from "./payloads.js";

const packages = new HostilePackages();
afterAll(() => packages.remove());

const refused = Object.values(templates).flatMap((template) =>
  payloads.flatMap((payload) => {
    const { name, text } = hostileDocument(template, payload);
    const files = generate(text);
    if (typeof files === "string") return [`${name}: ${files}`];
    packages.add(files);
    return [];
  }),
);

describe("packages of documents with a payload in every place", { timeout: 120_000 }, () => {
  test("come out of every document", () => {
    expect(refused).toEqual([]);
  });

  test("compile", () => {
    expect(packages.compile()).toEqual({ status: 0, output: "" });
  });

  test("run nothing of the document when they are imported", () => {
    expect(packages.import()).toEqual({ status: 0, output: "imported\n" });
    expect(packages.fired).toBe(false);
  });

  test("pass their own tests, in which nothing of the document runs", () => {
    const { status, output } = packages.test();
    expect(status, output.slice(-5_000)).toBe(0);
    expect(packages.fired).toBe(false);
  });

  test("would be told of by the canary", () => {
    packages.fire();
    expect(packages.fired).toBe(true);
  });
});
