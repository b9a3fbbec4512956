import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { createClient, type ServiceDescription } from "../../../src/runtime.js";
import { hub } from "../hub.js";

let warn: MockInstance<(warning: string | Error, options?: object) => void>;
beforeEach(() => {
  warn = vi.spyOn(process, "emitWarning").mockReturnValue(undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const credentials = { token: "t0ken-value" };
let count = 0;
/** An origin that no test has used. */
const fresh = (): string => `http://hub-${(count += 1)}.example`;

describe("a client that would send credentials unencrypted", () => {
  it("warns by name, origin and code, and shows no credential", () => {
    const origin = fresh();
    createClient(hub, { baseUrl: `${origin}/api/v3`, credentials });
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.any(String), {
      type: "SecurityWarning",
      code: "AF_CREDENTIALS_UNENCRYPTED",
    });
    const [text] = warn.mock.calls[0] ?? [];
    expect(text).toMatch(`Hub: credentials are sent to ${origin} unencrypted`);
    expect(text).not.toContain("t0ken");
  });

  it("warns once for an origin, however many clients there are", () => {
    const [one, other] = [fresh(), fresh()];
    for (const baseUrl of [one, `${one}/api`, other, one, `${other}/`]) {
      createClient(hub, { baseUrl, credentials });
    }
    expect(warn).toHaveBeenCalledTimes(2);
  });

  it("warns of every origin that the description trusts", () => {
    const trusting: ServiceDescription = {
      ...hub,
      credentialOrigins: [fresh(), "https://uploads.example", fresh()],
    };
    createClient(trusting, { credentials });
    expect(warn).toHaveBeenCalledTimes(2);
  });

  it("says nothing where nobody listens to warnings", () => {
    vi.stubGlobal("process", { versions: process.versions });
    expect(() => createClient(hub, { baseUrl: fresh(), credentials })).not.toThrow();
    vi.stubGlobal("process", undefined);
    expect(() => createClient(hub, { baseUrl: fresh(), credentials })).not.toThrow();
    expect(warn).not.toHaveBeenCalled();
  });
});

describe("a client that warns of nothing", () => {
  it.each([
    "http://localhost:8080",
    "http://hub.localhost",
    "http://127.0.0.1",
    "http://127.1.2.3:80/api",
    "http://[::1]:3000",
  ])("calls this machine: %s", (baseUrl) => {
    createClient(hub, { baseUrl, credentials });
    expect(warn).not.toHaveBeenCalled();
  });

  it("encrypts", () => {
    createClient(hub, { credentials });
    expect(warn).not.toHaveBeenCalled();
  });

  it("has no credentials", () => {
    createClient(hub, { baseUrl: fresh() });
    createClient(hub, { baseUrl: fresh(), credentials: { other: "x" } });
    expect(warn).not.toHaveBeenCalled();
  });

  it.each(["http://localhost.example", "http://128.0.0.1", "http://127.0.0.1.example"])(
    "is not one that calls %s",
    (baseUrl) => {
      createClient(hub, { baseUrl, credentials });
      expect(warn).toHaveBeenCalledTimes(1);
    },
  );
});
