import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { SecretFilter } from "../../../src/runtime/secrets/secret-filter.js";

function fail(): never {
  throw new Error("no");
}

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

  it("copies a cause that has a secret by its name", () => {
    const cause = Object.assign(new Error("x"), { request: { password: "short" } });
    expect(inspect(filter.cause(cause), { depth: 10 })).not.toContain("short");
    expect(filter.cause({ "x-api-key": "unknown key" })).toBe("[secret]");
  });

  it.each<[string, Error]>([
    ["throws when it is turned into JSON", Object.assign(new Error("x"), { toJSON: fail })],
    ["throws when it is printed", Object.assign(new Error("x"), { [inspect.custom]: fail })],
    [
      "has a field that is made when it is read",
      Object.defineProperty(new Error("x"), "a", { get: fail }),
    ],
  ])("copies a cause that %s", (_what, cause) => {
    const cleaned = filter.cause(cause);
    expect(cleaned).not.toBe(cause);
    expect(cleaned).toMatchObject({ name: "Error", message: "x" });
  });

  it("copies what tells failures of a connection apart", () => {
    const errors = Array.from({ length: 12 }, () => new Error(`refused ${value}`));
    const fields = { code: "ECONNREFUSED", errno: -111, syscall: "connect", status: 503 };
    const cleaned = filter.cause(Object.assign(new AggregateError(errors, value), fields));
    expect(cleaned).toBeInstanceOf(AggregateError);
    expect(cleaned).toMatchObject({ ...fields, message: "[secret]", errors: { length: 10 } });
  });

  it.each<[string, unknown]>([
    ["a proxy", new Proxy({}, {})],
    [
      "an error that cannot be copied",
      Object.defineProperty(new Error("x"), "message", { get: fail }),
    ],
    ["what shows its inside", Promise.resolve(value)],
    ["a URL", { url: new URL(`https://host/?a=${encodeURIComponent(value)}`) }],
  ])("replaces %s", (_what, cause) => {
    expect(filter.cause(cause)).toBe("[secret]");
  });

  it("keeps what has no fields that show anything", () => {
    for (const cause of [null, 1, 2n, Symbol("s"), new Date(0), new URL("https://host/")]) {
      expect(filter.cause(cause)).toBe(cause);
    }
  });

  it("replaces other values that show one", () => {
    expect(filter.cause(`text ${value}`)).toBe("text [secret]");
    expect(filter.cause({ token: value })).toBe("[secret]");
  });
});
