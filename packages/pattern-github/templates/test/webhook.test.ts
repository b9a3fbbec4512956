import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { isSignedByGitHub } from "../src/webhook.js";

const body = JSON.stringify({ action: "opened", issue: { title: "Grüße 🎉" } });
const sign = (text: string, secret: string): string =>
  `sha256=${createHmac("sha256", secret).update(text).digest("hex")}`;

describe("isSignedByGitHub", () => {
  test("accepts the example of GitHub's own documentation", () => {
    const documented = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    expect(isSignedByGitHub("Hello, World!", documented, "It's a Secret to Everybody")).toBe(true);
  });

  test("accepts a signature over bytes", () => {
    expect(isSignedByGitHub(Buffer.from(body), sign(body, "one"), "one")).toBe(true);
  });

  test("accepts either secret while one replaces the other", () => {
    expect(isSignedByGitHub(body, sign(body, "old"), ["new", "old"])).toBe(true);
    expect(isSignedByGitHub(body, sign(body, "new"), ["new", "old"])).toBe(true);
  });

  test("refuses a signature made with another secret", () => {
    expect(isSignedByGitHub(body, sign(body, "two"), "one")).toBe(false);
  });

  test("refuses a body that was changed", () => {
    expect(isSignedByGitHub(`${body} `, sign(body, "one"), "one")).toBe(false);
  });

  test.each([
    ["no header", undefined],
    ["an empty header", ""],
    ["another algorithm", "sha1=0000000000000000000000000000000000000000"],
    ["too few digits", "sha256=00"],
    ["something after the digits", `${sign(body, "one")}00`],
  ])("refuses %s", (_case, signature) => {
    expect(isSignedByGitHub(body, signature, "one")).toBe(false);
  });

  test("refuses to check without a secret", () => {
    expect(() => isSignedByGitHub(body, sign(body, ""), "")).toThrow(TypeError);
    expect(() => isSignedByGitHub(body, sign(body, "one"), [])).toThrow(TypeError);
  });
});
