import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { SecretFilter } from "../../../src/runtime/secrets/secret-filter.js";

const value = 'pass"word/+%ü';

describe("SecretFilter", () => {
  const filter = new SecretFilter([value, ""]);

  it.each([
    ["as it is", value],
    ["in JSON", JSON.stringify({ value })],
    ["percent-encoded", encodeURIComponent(value)],
    ["in base64", Buffer.from(value).toString("base64")],
    ["in base64url", Buffer.from(value).toString("base64url")],
  ])("removes a credential %s", (_form, text) => {
    expect(filter.values(`before ${text} after`)).toMatch(/^before .*\[secret\].* after$/);
    expect(filter.values(text)).not.toContain("word");
    expect(filter.occursIn(Buffer.from(text))).toBe(true);
  });

  it("removes what looks like a secret from reports, and leaves it in values", () => {
    const text = "Authorization: Bearer abcdefgh12345678";
    expect(filter.text(text)).toBe("Authorization: Bearer [secret]");
    expect(filter.values(text)).toBe(text);
    expect(filter.occursIn(Buffer.from(text))).toBe(false);
  });

  it("keeps a cause that shows no secret as it is", () => {
    const cause = new TypeError("plain", { cause: { code: 1 } });
    expect(filter.cause(cause)).toBe(cause);
    expect(filter.cause(undefined)).toBeUndefined();
  });

  it("copies a cause that shows one, chain and stack included", () => {
    const root = Object.assign(new Error(`root ${value}`), { code: `E_${value}`, token: value });
    const cleaned = filter.cause(new TypeError(`outer ${value}`, { cause: root }));
    expect(cleaned).toMatchObject({
      name: "TypeError",
      message: "outer [secret]",
      cause: { message: "root [secret]", code: "E_[secret]" },
    });
    expect(inspect(cleaned, { depth: 10, showHidden: true })).not.toContain("pass");
  });

  it("follows a chain of causes only so far", () => {
    let cause: unknown = value;
    for (let depth = 0; depth < 20; depth += 1) cause = new Error(value, { cause });
    expect(inspect(filter.cause(cause), { depth: 30 })).not.toContain("pass");
  });

  it("replaces other values that show one", () => {
    expect(filter.cause(`text ${value}`)).toBe("text [secret]");
    expect(filter.cause({ token: value })).toBe("[secret]");
  });
});
