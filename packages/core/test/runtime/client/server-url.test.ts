import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  atServer,
  type ServerDescription,
  serverUrl,
  type ServerChoice,
} from "../../../src/runtime.js";
import { hub } from "../hub.js";

const servers: readonly ServerDescription[] = [
  {
    url: "https://{region}.hub.example/{version}",
    name: "Production",
    variables: { region: { default: "eu", enum: ["eu", "us"] }, version: { default: "v1" } },
  },
  { url: "https://sandbox.example", name: "Sandbox" },
  {
    url: "{scheme}://{host}/api",
    variables: { scheme: { default: "https" }, host: { default: "a.example" } },
  },
  {
    url: "https://api-{tenant}.hub.example:{port}/",
    variables: { tenant: { default: "a" }, port: { default: "1" } },
  },
  { url: "https://hub.example{suffix}/x", variables: { suffix: { default: "" } } },
  { url: "https://hub.{domain}", variables: { domain: { default: "example" } } },
];

describe("the address of a server", () => {
  it.each<[ServerChoice, string]>([
    [0, "https://eu.hub.example/v1"],
    ["Production", "https://eu.hub.example/v1"],
    [{ region: "us" }, "https://us.hub.example/v1"],
    [{ region: undefined, version: "beta/v2" }, "https://eu.hub.example/beta/v2"],
    ["Sandbox", "https://sandbox.example"],
    [["Production", { region: "us" }], "https://us.hub.example/v1"],
    [[2, { host: "[::1]:8080", scheme: "http" }], "http://[::1]:8080/api"],
    [[2, { host: "localhost:8080" }], "https://localhost:8080/api"],
    [[3, { tenant: "b.c", port: "443" }], "https://api-b.c.hub.example:443/"],
    [[5, { domain: "co.example" }], "https://hub.co.example"],
  ])("%j is %s", (choice, url) => {
    expect(serverUrl(servers, choice)).toBe(url);
  });

  it.each<[ServerChoice, string]>([
    [9, 'There is no server "9".'],
    ["toString", 'There is no server "toString".'],
    [{ area: "eu" }, 'The server has no variable "area".'],
    [{ toString: "eu" }, 'The server has no variable "toString".'],
    [{ region: "asia" }, 'The server\'s variable "region" is none of its values.'],
    [{ region: "eu.evil.example/" }, "is none of its values"],
    [{ version: "../x" }, "cannot stand there"],
    [{ version: "a/../../b" }, "cannot stand there"],
    [{ version: "v1?key=1" }, "cannot stand there"],
    [[2, { host: "evil.example/x" }], "cannot stand there"],
    [[2, { host: "user@evil.example" }], "cannot stand there"],
    [[2, { scheme: "javascript" }], "cannot stand there"],
    [[3, { tenant: "evil.example/" }], "cannot stand there"],
    [[3, { tenant: "x@evil.example:1#" }], "cannot stand there"],
    [[3, { port: "1@evil.example" }], "cannot stand there"],
    [[4, { suffix: ".evil.example" }], "cannot stand there"],
    [[4, { suffix: "@evil.example" }], "cannot stand there"],
  ])("is refused for %j", (choice, message) => {
    expect(() => serverUrl(servers, choice)).toThrow(
      expect.objectContaining({
        code: "AF_CONFIG_INVALID",
        message: expect.stringContaining(message),
      }),
    );
  });

  it("keeps its host, whatever a variable inside of it holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (tenant) => {
        let url: string;
        try {
          url = serverUrl(servers, [3, { tenant }]);
        } catch {
          return;
        }
        if (!URL.canParse(url)) return;
        expect(new URL(url).hostname.endsWith(".hub.example")).toBe(true);
      }),
    );
  });

  it("is the service's own base URL where nothing is chosen", () => {
    expect(atServer(hub, undefined)).toBe(hub);
    expect(atServer({ ...hub, servers }, "Sandbox").baseUrl).toBe("https://sandbox.example");
    expect(() => atServer(hub, 0)).toThrow("There is no server");
  });

  it("is refused when a variable has neither value nor description", () => {
    const broken = [{ url: "https://{a}.example", variables: {} }];
    expect(() => serverUrl(broken, 0)).toThrow('variable "a" has no value');
  });
});
