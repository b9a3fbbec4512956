import { describe, expect, test } from "vitest";
import type { RelatedRules } from "../../src/contract/inspect-context.js";
import { relatedAddress } from "../../src/documents/related-address.js";

function rules(root: string, ...hosts: string[]): RelatedRules {
  return { root: { source: root, text: "", digest: "" }, hosts };
}

function find(reference: string, root: string, from = root, ...hosts: string[]): string {
  return relatedAddress(reference, from, rules(root, ...hosts), "/work").source;
}

describe("a reference leads", () => {
  test.each([
    ["pet.yaml", "api/openapi.yaml", "api/pet.yaml"],
    ["./schemas/pet.yaml", "api/openapi.yaml", "api/schemas/pet.yaml"],
    ["a%20b.json", "openapi.yaml", "a b.json"],
    ["100%.json", "openapi.yaml", "100%.json"],
    ["pet.json", "npm:@acme/api@1.2.3#docs/api.json", "npm:@acme/api@1.2.3#docs/pet.json"],
    ["../pet.json", "npm:@acme/api@1.2.3#docs/api.json", "npm:@acme/api@1.2.3#pet.json"],
    ["pet.json", "https://a.example/v1/api.json", "https://a.example/v1/pet.json"],
    ["/pet.json", "https://a.example/v1/api.json", "https://a.example/pet.json"],
    ["../../pet.json", "https://a.example/v1/api.json", "https://a.example/pet.json"],
  ])("%s of %s to %s", (reference, root, source) => {
    expect(find(reference, root)).toBe(source);
  });

  test("from a document that was referred to itself, relative to that", () => {
    expect(find("../owner.yaml", "api/openapi.yaml", "api/schemas/pet.yaml")).toBe(
      "api/owner.yaml",
    );
  });

  test("to a host that is allowed, by its name and port", () => {
    const from = "openapi.yaml";
    expect(find("https://b.example/x.json", from, from, "b.example")).toBe(
      "https://b.example/x.json",
    );
    expect(find("https://b.example:8443/x", from, from, "b.example:8443")).toBe(
      "https://b.example:8443/x",
    );
  });
});

describe("a reference is refused", () => {
  test.each([
    ["../secrets.yaml", "api/openapi.yaml", "leads outside the description's own folder"],
    ["/etc/passwd", "api/openapi.yaml", "leads outside the description's own folder"],
    ["%2e%2e/secrets.yaml", "api/openapi.yaml", "leads outside the description's own folder"],
    ["schemas/../../x", "api/openapi.yaml", "leads outside the description's own folder"],
    ["../../../x", "npm:a@1.2.3#docs/api.json", "leads outside the package"],
    ["/x", "npm:a@1.2.3#docs/api.json", "leads outside the package"],
    ["file:///etc/passwd", "openapi.yaml", "is on a host that is not allowed"],
    ["npm:b@1.0.0#x.json", "openapi.yaml", "is on a host that is not allowed"],
    ["data:text/plain,x", "openapi.yaml", "is on a host that is not allowed"],
    ["//b.example/x", "openapi.yaml", "is on a host that is not allowed"],
    ["https://b.example/x", "openapi.yaml", "is on a host that is not allowed"],
    ["https://b.example/x", "npm:a@1.2.3#x.json", "is on a host that is not allowed"],
    ["https://b.example/x", "https://a.example/api.json", "is on a host that is not allowed"],
    [
      "http://169.254.169.254/latest",
      "https://a.example/api.json",
      "is on a host that is not allowed",
    ],
    ["https://a.example:8443/x", "https://a.example/api.json", "is on a host that is not allowed"],
    ["file:///etc/passwd", "https://a.example/api.json", "is on a host that is not allowed"],
  ])("%s of %s", (reference, root, why) => {
    expect(() => find(reference, root)).toThrow(
      expect.objectContaining({
        code: "AF_REFERENCE_REFUSED",
        message: `The reference "${reference}" ${why}.`,
        location: { source: root },
      }),
    );
  });

  test("on another port of a host that is allowed", () => {
    const from = "openapi.yaml";
    expect(() => find("https://b.example:8443/x", from, from, "b.example")).toThrow(
      expect.objectContaining({ help: expect.stringContaining("--allow-host b.example:8443") }),
    );
  });

  test("from a document that was referred to, outside the first one's folder", () => {
    expect(() => find("../../x", "api/openapi.yaml", "api/schemas/pet.yaml")).toThrow(
      expect.objectContaining({ code: "AF_REFERENCE_REFUSED" }),
    );
  });

  test("with credentials, which are not repeated", () => {
    expect(() => find("https://user:word@a.example/x", "https://a.example/a.json")).toThrow(
      expect.objectContaining({
        code: "AF_REFERENCE_REFUSED",
        message: expect.not.stringContaining("word"),
      }),
    );
  });
});
