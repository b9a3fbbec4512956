import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { isSecret, secret, Secret } from "../../../src/runtime/secrets/secret.js";
import { SecretFilter } from "../../../src/runtime/secrets/secret-filter.js";
import { SecretManager } from "../../../src/runtime/secrets/secret-manager.js";
import { FakeClock } from "../../../src/testing.js";

const value = 'pass"word/+%ü';

describe("Secret", () => {
  it("shows its value to nobody who prints it", () => {
    const hidden = new Secret(value);
    const printed = [
      String(hidden),
      hidden.toString(),
      hidden[Symbol.toPrimitive](),
      JSON.stringify({ hidden }),
      inspect(hidden, { showHidden: true, depth: 10 }),
      inspect({ deep: [hidden] }, { depth: 10 }),
      JSON.stringify(structuredClone(hidden)),
    ].join("\n");
    expect(printed).not.toContain("pass");
    expect(String(hidden)).toBe("[secret]");
  });

  it("is recognised whichever copy of the runtime made it", () => {
    const other = { [Symbol.for("agentflow.secret")]: true };
    expect([new Secret("x"), other, {}, null, "x"].map(isSecret)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it("gives its value when asked to reveal it", () => {
    expect(new Secret(value).reveal()).toBe(value);
  });

  it("reads a function once, and only when revealed", () => {
    const read = vi.fn<() => string>().mockReturnValue("x");
    const lazy = new Secret(read);
    expect(read).not.toHaveBeenCalled();
    expect([lazy.reveal(), lazy.reveal()]).toEqual(["x", "x"]);
    expect(read).toHaveBeenCalledOnce();
  });
});

describe("secret()", () => {
  it("reads the variable when first used", () => {
    const environment: Record<string, string> = {};
    const token = secret("TOKEN", environment);
    environment["TOKEN"] = "x";
    expect(token.reveal()).toBe("x");
  });

  it("reads the process's environment by default", () => {
    vi.stubEnv("AGENTFLOW_TEST_TOKEN", "from the environment");
    expect(secret("AGENTFLOW_TEST_TOKEN").reveal()).toBe("from the environment");
    vi.unstubAllEnvs();
  });

  it.each([{}, { TOKEN: "" }])("names a variable that is not set: %j", (environment) => {
    expect(() => secret("TOKEN", environment).reveal()).toThrow(
      expect.objectContaining({
        code: "AF_SECRET_MISSING",
        message: expect.stringContaining('"TOKEN"'),
      }),
    );
  });
});

describe("SecretManager", () => {
  it("reads variables by prefix and name", () => {
    const manager = new SecretManager({ prefix: "APP_", environment: { APP_TOKEN: "x" } });
    expect(manager.get("TOKEN").reveal()).toBe("x");
    expect([manager.has("TOKEN"), manager.has("OTHER")]).toEqual([true, false]);
  });

  it("reads the process's environment by default", () => {
    vi.stubEnv("AGENTFLOW_TEST_TOKEN", "y");
    expect(new SecretManager().get("AGENTFLOW_TEST_TOKEN").reveal()).toBe("y");
    vi.unstubAllEnvs();
  });

  it("names the whole variable when it is not set", () => {
    const manager = new SecretManager({ prefix: "APP_", environment: { APP_EMPTY: "" } });
    for (const name of ["TOKEN", "EMPTY", "constructor"]) {
      expect(() => manager.get(name)).toThrow(`"APP_${name}" is not set`);
    }
  });

  it.each([
    ["a predicate", (text: string) => text.startsWith("ok")],
    ["a schema", z.string().startsWith("ok")],
  ])("validates with %s and does not show what it refuses", (_kind, validation) => {
    const environment = { GOOD: "ok-1", BAD: "secret-value-1" };
    const validations = { GOOD: validation, BAD: validation };
    const manager = new SecretManager({ environment, validations });
    expect(manager.get("GOOD").reveal()).toBe("ok-1");
    expect(manager.has("BAD")).toBe(false);
    const refused = (): unknown => manager.get("BAD");
    expect(refused).toThrow(expect.objectContaining({ code: "AF_SECRET_INVALID" }));
    expect(refused).toThrow(
      expect.toSatisfy(
        (error: unknown) => !inspect(error, { depth: 10 }).includes("secret-value-1"),
      ),
    );
  });

  it("keeps a value for its time and then reads again", () => {
    const clock = new FakeClock();
    const environment = { TOKEN: "old" };
    const manager = new SecretManager({ environment, clock, ttl: 1_000 });
    const first = manager.get("TOKEN");
    environment.TOKEN = "new";
    clock.advance(999);
    expect(manager.get("TOKEN")).toBe(first);
    clock.advance(1);
    expect(manager.get("TOKEN").reveal()).toBe("new");
  });

  it("forgets one value or all of them", () => {
    const environment = { A: "1", B: "1" };
    const manager = new SecretManager({ environment });
    const read = (): string[] => ["A", "B"].map((name) => manager.get(name).reveal());
    read();
    Object.assign(environment, { A: "2", B: "2" });
    manager.forget("A");
    expect(read()).toEqual(["2", "1"]);
    manager.forget();
    expect(read()).toEqual(["2", "2"]);
  });
});

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
