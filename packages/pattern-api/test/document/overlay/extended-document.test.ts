import { describe, expect, test } from "vitest";
import { isMadeFor } from "../../../src/document/overlay/extended-document.js";
import { textDocument } from "./overlaid.js";

function madeFor(reference: string | undefined, overlay: string, document: string): boolean {
  const { actions, ...given } = { actions: [], document: textDocument(overlay, "") };
  return isMadeFor({ actions, ...given, extends: reference }, textDocument(document, ""));
}

describe("an overlay is for the document", () => {
  test.each([
    [undefined, "fix.yaml", "openapi.yaml"],
    ["./openapi.yaml", "fix.yaml", "openapi.yaml"],
    ["openapi.yaml", "./fix.yaml", "./openapi.yaml"],
    ["../openapi.yaml", "fixes/fix.yaml", "openapi.yaml"],
    ["../a%20b.yaml", "api/fixes/fix.yaml", "api/a b.yaml"],
    ["100%.yaml", "fix.yaml", "100%.yaml"],
    ["/srv/openapi.yaml", "fix.yaml", "/srv/./openapi.yaml"],
    ["file:///srv/a%20b.yaml", "fix.yaml", "/srv/a b.yaml"],
    ["https://a.example/openapi.yaml", "fix.yaml", "https://A.example/openapi.yaml#x"],
    ["../openapi.yaml", "https://a.example/fixes/fix.yaml", "https://a.example/openapi.yaml"],
    ["npm:x@1.0.0#openapi.json", "fix.yaml", "npm:x@1.0.0#openapi.json"],
    ["../openapi.json", "npm:x@1.0.0#fixes/fix.yaml", "npm:x@1.0.0#openapi.json"],
    // Only the file system could tell.
    ["openapi.yaml", "fix.yaml", "/srv/openapi.yaml"],
    ["openapi.yaml", "/srv/fix.yaml", "openapi.yaml"],
    ["openapi.yaml", "fix.yaml", String.raw`C:\api\openapi.yaml`],
    ["openapi.yaml", String.raw`api\fix.yaml`, String.raw`api\openapi.yaml`],
  ])("%s in %s for %s", (reference, overlay, document) => {
    expect(madeFor(reference, overlay, document)).toBe(true);
  });
});

describe("an overlay is not for the document", () => {
  test.each([
    ["./other.yaml", "fix.yaml", "openapi.yaml"],
    ["openapi.yaml", "fixes/fix.yaml", "openapi.yaml"],
    ["https://a.example/openapi.yaml", "fix.yaml", "openapi.yaml"],
    ["https://a.example/openapi.yaml", "fix.yaml", "/srv/openapi.yaml"],
    ["/srv/openapi.yaml", "fix.yaml", "https://a.example/srv/openapi.yaml"],
    ["https://a.example/v1.yaml", "fix.yaml", "https://a.example/v2.yaml"],
    ["http://[/x", "https://a.example/fix.yaml", "https://a.example/v2.yaml"],
    ["npm:x@1.0.0#openapi.json", "fix.yaml", "npm:x@1.0.1#openapi.json"],
  ])("%s in %s for %s", (reference, overlay, document) => {
    expect(madeFor(reference, overlay, document)).toBe(false);
  });
});
