import { camelCase, isIdentifierName, kebabCase, nameWords, pascalCase } from "@agentflow/core";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groupNames } from "../../src/model/group-names.js";
import { operationNames } from "../../src/model/operation-names.js";
import type { RawOperation } from "../../src/model/raw-operation.js";
import { schemaNames } from "../../src/model/schema-names.js";

function operation(id: string, method: RawOperation["method"], path: string): RawOperation {
  const item = {};
  return { id, method, path, tags: [], item, itemPointer: "#", value: item, pointer: "#" };
}

function nameOf(tag: string, id: string): string | undefined {
  const raw = operation(id, "GET", "/a");
  return operationNames(tag, [raw]).get(raw);
}

function component(key: string): string {
  return `#/components/schemas/${key}`;
}

describe("words", () => {
  test.each([
    ["full-repository", "FullRepository", "fullRepository", "full-repository"],
    ["HTTPServer_two", "HTTPServerTwo", "httpServerTwo", "http-server-two"],
    ["FULL_REPO", "FullRepo", "fullRepo", "full-repo"],
    ["getUserIDs", "GetUserIDs", "getUserIDs", "get-user-i-ds"],
    ["2fa-code", "_2faCode", "_2faCode", "2fa-code"],
    ["i18n", "I18n", "i18n", "i18n"],
    ["SHA256sum", "SHA256sum", "sha256sum", "sha256sum"],
    ["com.example.Page«User»", "ComExamplePageUser", "comExamplePageUser", "com-example-page-user"],
    ["Café crème", "CafeCreme", "cafeCreme", "cafe-creme"],
    ["用户", "U7528U6237", "u7528U6237", "u7528-u6237"],
    ["🐶", "", "", ""],
  ])("of %s", (text, pascal, camel, kebab) => {
    const words = nameWords(text);
    expect([pascalCase(words), camelCase(words), kebabCase(words)]).toEqual([pascal, camel, kebab]);
  });
});

describe("schemas", () => {
  test("are named after their key", () => {
    expect(schemaNames([component("full-repository")])).toEqual(
      new Map([[component("full-repository"), "FullRepository"]]),
    );
  });

  test("keep a key that is a name already, when others read the same", () => {
    const names = schemaNames(["foo_bar", "foo-bar", "FooBar"].map(component));
    expect([...names]).toEqual([
      [component("FooBar"), "FooBar"],
      [component("foo-bar"), "FooBar2"],
      [component("foo_bar"), "FooBar3"],
    ]);
  });

  test.each([
    ["Error", "ErrorSchema"],
    ["record", "RecordSchema"],
    ["Uint8Array", "Uint8ArraySchema"],
    ["🐶", "Schema"],
    ["constructor", "Constructor"],
    ["__proto__", "Proto"],
  ])("%s is named %s", (key, name) => {
    expect([...schemaNames([component(key)]).values()]).toEqual([name]);
  });

  test("elsewhere in the document are named after the steps that say something", () => {
    const pointers = [
      "#/components/schemas/Pet/properties/owner",
      "#/paths/~1pets/get/responses/200/content/a~1b/schema",
    ];
    expect([...schemaNames(pointers).values()]).toEqual(["PetOwner", "PetsGetResponses200AB"]);
  });
});

describe("groups", () => {
  test.each([
    ["code-scanning", "codeScanning", "code-scanning"],
    ["Code Scanning", "codeScanning", "code-scanning"],
    ["", "general", "general"],
    ["con", "con", "con-group"],
    ["COM1", "com1", "com1-group"],
    ["index", "index", "index-group"],
    ["then", "thenGroup", "then"],
    ["public", "publicGroup", "public"],
    ["constructor", "constructorGroup", "constructor"],
    ["client", "clientGroup", "client"],
    ["close", "closeGroup", "close"],
    ["🐶", "group", "group"],
    ["../../etc", "etc", "etc"],
  ])("%s is %s in the file %s", (tag, name, file) => {
    expect(groupNames([tag]).get(tag)).toEqual({ name, file });
  });

  test("that read the same get different names and files", () => {
    expect([...groupNames(["Code Scanning", "code-scanning", "code_scanning"])]).toEqual([
      ["code-scanning", { name: "codeScanning", file: "code-scanning" }],
      ["Code Scanning", { name: "codeScanning2", file: "code-scanning2" }],
      ["code_scanning", { name: "codeScanning3", file: "code-scanning3" }],
    ]);
  });
});

describe("operations", () => {
  test.each([
    ["issues", "issues/list-for-repo", "listForRepo"],
    ["orgs", "api-insights/get-user-stats", "apiInsightsGetUserStats"],
    ["repos", "repos_get", "get"],
    ["Repo", "getRepo", "getRepo"],
    ["code-scanning", "codeScanningListAlerts", "listAlerts"],
    ["search", "search", "search"],
    ["repos", "repos/delete", "delete"],
    ["a", "then", "thenOperation"],
    ["a", "a/constructor", "constructorOperation"],
    ["a", "default", "defaultOperation"],
    ["a", "2fa", "_2fa"],
    ["a", "🐶", "operation"],
  ])("in %s, %s is %s", (tag, id, name) => {
    expect(nameOf(tag, id)).toBe(name);
  });

  test("without an id are named after method and path", () => {
    const raw = operation("GET /repos/{owner}/issues", "GET", "/repos/{owner}/issues");
    expect([...operationNames("repos", [raw]).values()]).toEqual(["getReposByOwnerIssues"]);
  });

  test("that read the same are told apart by their place", () => {
    const both = [operation("list-all", "GET", "/a"), operation("listAll", "POST", "/b/{id}")];
    expect([...operationNames("x", both).values()]).toEqual(["listAll", "listAllPostBById"]);
  });
});

test("every name is one that TypeScript can declare, whatever the document says", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" }), { maxLength: 5 }), (texts) => {
      const operations = texts.map((id) => operation(id, "GET", `/${id}`));
      const names = [
        ...schemaNames([...new Set(texts)].map(component)).values(),
        ...[...groupNames(texts).values()].map(({ name }) => name),
        ...operationNames("tag", operations).values(),
      ];
      expect(names.filter((name) => !isIdentifierName(name))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test("names do not depend on the order of the document", () => {
  const keys = ["foo-bar", "FooBar", "foo_bar", "foo.bar", "Error", "error"];
  fc.assert(
    fc.property(fc.shuffledSubarray(keys, { minLength: keys.length }), (shuffled) => {
      // Maps are compared by their entries, in whatever order those were set.
      expect(schemaNames(shuffled.map(component))).toEqual(schemaNames(keys.map(component)));
      expect(groupNames(shuffled)).toEqual(groupNames(keys));
    }),
  );
});
