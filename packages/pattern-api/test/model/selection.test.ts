import { expect, test } from "vitest";
import type { Selection } from "../../src/model/selection.js";
import { read } from "./read.js";

const answer = { responses: { 204: { description: "" } } };
const user = { $ref: "#/components/schemas/User" };
const document = {
  paths: {
    "/repos": { get: { tags: ["repos"], operationId: "repos/list", ...answer } },
    "/repos/{id}": {
      get: { tags: ["repos", "Code Scanning"], operationId: "repos/get", ...answer },
      delete: { tags: ["repos"], operationId: "repos/delete", ...answer },
    },
    "/users": {
      get: {
        tags: ["users"],
        operationId: "users/list",
        responses: { 200: { description: "", content: { "application/json": { schema: user } } } },
      },
    },
  },
  components: { schemas: { User: { type: "object" } } },
};

function idsOf(include: Selection): readonly string[] {
  return read(document, include).model.unit.ids;
}

test.each<[string, Selection, string[]]>([
  ["nothing given keeps all", {}, ["repos/delete", "repos/get", "repos/list", "users/list"]],
  [
    "an empty filter is none",
    { tags: [] },
    ["repos/delete", "repos/get", "repos/list", "users/list"],
  ],
  ["a tag", { tags: ["users"] }, ["users/list"]],
  [
    "several tags",
    { tags: ["users", "repos"] },
    ["repos/delete", "repos/get", "repos/list", "users/list"],
  ],
  ["a tag that is not the first", { tags: ["Code Scanning"] }, ["repos/get"]],
  ["a tag written as its group", { tags: ["codeScanning"] }, ["repos/get"]],
  ["an operation", { operations: ["users/list"] }, ["users/list"]],
  [
    "the beginning of operations",
    { operations: ["repos/*"] },
    ["repos/delete", "repos/get", "repos/list"],
  ],
  ["a path", { paths: ["/repos"] }, ["repos/list"]],
  ["the beginning of paths", { paths: ["/repos/*"] }, ["repos/delete", "repos/get"]],
  [
    "two kinds of filter, both of which must match",
    { tags: ["repos"], paths: ["/repos"] },
    ["repos/list"],
  ],
])("%s", (_, include, ids) => {
  expect(idsOf(include)).toEqual(ids);
});

test("leaves out the schemas that no kept operation reaches", () => {
  expect(read(document, { tags: ["repos"] }).model.schemas).toEqual([]);
});

test("renames nothing", () => {
  const colliding = {
    "/a": { get: { tags: ["x"], operationId: "list-all", ...answer } },
    "/b": { get: { tags: ["x"], operationId: "listAll", ...answer } },
  };
  const { operations } = read({ paths: colliding }, { paths: ["/b"] });
  expect(operations.map(({ name }) => name)).toEqual(["listAllGetB"]);
});

test("a name that nothing matches is reported beside those that match", () => {
  const { diagnostics } = read(document, { tags: ["users", "repoz"] });
  expect(diagnostics).toMatchObject([
    {
      code: "AF_SELECTION_EMPTY",
      severity: "warning",
      message: 'The document has no tag "repoz".',
      help: 'Did you mean "repos"?',
    },
  ]);
});

test.each<[string, Selection, string, string]>([
  [
    "a mistyped tag",
    { tags: ["user"] },
    'The document has no tag "user".',
    'Did you mean "users"?',
  ],
  [
    "a mistyped operation",
    { operations: ["repos/lst"] },
    'The document has no operation "repos/lst".',
    'Did you mean "repos/list" or "repos/get"?',
  ],
  [
    "a tag like no other",
    { tags: ["zzzzzzzzzz"] },
    'The document has no tag "zzzzzzzzzz".',
    'Give one of the document\'s own: "repos", "Code Scanning", "users"',
  ],
  [
    "filters that contradict each other",
    { tags: ["users"], paths: ["/repos"] },
    'No operation has tag "users" and path "/repos".',
    "Leave out one of the filters: an operation is kept when it matches all of them.",
  ],
])("%s keeps nothing and is refused", (_, include, message, help) => {
  expect(() => read(document, include)).toThrow(
    expect.objectContaining({ code: "AF_SELECTION_EMPTY", message, help }),
  );
});

test("a document without operations is refused", () => {
  expect(() => read({ paths: {} })).toThrow(
    expect.objectContaining({
      code: "AF_SELECTION_EMPTY",
      message: '"https://api.example.com/spec/openapi.json" describes no operations.',
    }),
  );
});
