import { expect, test } from "vitest";
import type { OperationNames } from "../../src/model/operation-filter.js";
import type { Exclusion, Selection } from "../../src/model/selection.js";
import { read } from "./read.js";

const answer = { responses: { 204: { description: "" } } };
const user = { $ref: "#/components/schemas/User" };
const document = {
  paths: {
    "/repos": { get: { tags: ["repos"], operationId: "repos/list", deprecated: true, ...answer } },
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

function idsOf(selection: Selection): readonly string[] {
  return read(document, selection).model.unit.ids;
}

test.each<[string, OperationNames, string[]]>([
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
  ["a method", { methods: ["delete"] }, ["repos/delete"]],
  ["the beginning of paths", { paths: ["/repos/*"] }, ["repos/delete", "repos/get"]],
  [
    "two kinds of filter, both of which must match",
    { tags: ["repos"], paths: ["/repos"] },
    ["repos/list"],
  ],
])("%s", (_, include, ids) => {
  expect(idsOf({ include })).toEqual(ids);
});

test.each<[string, Exclusion, string[]]>([
  ["a tag", { tags: ["users"] }, ["repos/delete", "repos/get", "repos/list"]],
  [
    "any tag of an operation",
    { tags: ["codeScanning"] },
    ["repos/delete", "repos/list", "users/list"],
  ],
  ["operations", { operations: ["repos/l*", "users/list"] }, ["repos/delete", "repos/get"]],
  ["paths", { paths: ["/repos*"] }, ["users/list"]],
  ["a method", { methods: ["get"] }, ["repos/delete"]],
  ["what is deprecated", { deprecated: true }, ["repos/delete", "repos/get", "users/list"]],
  [
    "nothing, when asked not to",
    { deprecated: false, tags: [] },
    ["repos/delete", "repos/get", "repos/list", "users/list"],
  ],
  [
    "what matches any of several kinds",
    { tags: ["users"], methods: ["DELETE"] },
    ["repos/get", "repos/list"],
  ],
])("excluding leaves out %s", (_, exclude, ids) => {
  expect(idsOf({ exclude })).toEqual(ids);
});

test("what is excluded is left out of what is included", () => {
  const selection = { include: { tags: ["repos"] }, exclude: { methods: ["delete"] } };
  expect(idsOf(selection)).toEqual(["repos/get", "repos/list"]);
});

test("leaves out the schemas that only an excluded operation reaches", () => {
  expect(read(document).model.schemas.map(({ name }) => name)).toEqual(["User"]);
  expect(read(document, { exclude: { paths: ["/users"] } }).model.schemas).toEqual([]);
});

test("an exclusion that nothing matches is reported", () => {
  const { diagnostics, model } = read(document, { exclude: { operations: ["users/lst"] } });
  expect(model.unit.count).toBe(4);
  expect(diagnostics[0]).toMatchObject({
    code: "AF_SELECTION_EMPTY",
    severity: "warning",
    message: 'The document has no operation "users/lst".',
    help: 'Did you mean "users/list"?',
  });
});

test("leaves out the schemas that no kept operation reaches", () => {
  expect(read(document, { include: { tags: ["repos"] } }).model.schemas).toEqual([]);
});

test("renames nothing", () => {
  const colliding = {
    "/a": { get: { tags: ["x"], operationId: "list-all", ...answer } },
    "/b": { get: { tags: ["x"], operationId: "listAll", ...answer } },
  };
  const { operations } = read({ paths: colliding }, { include: { paths: ["/b"] } });
  expect(operations.map(({ name }) => name)).toEqual(["listAllGetB"]);
});

test("a name that nothing matches is reported beside those that match", () => {
  const { diagnostics } = read(document, { include: { tags: ["users", "repoz"] } });
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
    { include: { tags: ["user"] } },
    'The document has no tag "user".',
    'Did you mean "users"?',
  ],
  [
    "a mistyped operation",
    { include: { operations: ["repos/lst"] } },
    'The document has no operation "repos/lst".',
    'Did you mean "repos/list" or "repos/get"?',
  ],
  [
    "a tag like no other",
    { include: { tags: ["zzzzzzzzzz"] } },
    'The document has no tag "zzzzzzzzzz".',
    'Give one of the document\'s own: "repos", "Code Scanning", "users"',
  ],
  [
    "filters that contradict each other",
    { include: { tags: ["users"], paths: ["/repos"] } },
    'No operation has tag "users" and path "/repos".',
    "Leave out one of the filters: an operation is kept when it matches all of them.",
  ],
  [
    "a mistyped method",
    { include: { methods: ["gett"] } },
    'The document has no method "gett".',
    'Did you mean "GET"?',
  ],
  [
    "an exclusion of all",
    { exclude: { paths: ["/*"] } },
    "Every operation is excluded.",
    "Exclude less: an operation is left out when it matches any of the exclusions.",
  ],
  [
    "an exclusion of all that is included",
    { include: { tags: ["repos"], methods: ["get"] }, exclude: { paths: ["/repos*"] } },
    'Every operation that has tag "repos" and method "get" is excluded.',
    "Exclude less: an operation is left out when it matches any of the exclusions.",
  ],
  [
    "an exclusion of what is deprecated where all is",
    { include: { paths: ["/repos"] }, exclude: { deprecated: true } },
    'Every operation that has path "/repos" is excluded.',
    "Exclude less: an operation is left out when it matches any of the exclusions.",
  ],
])("%s keeps nothing and is refused", (_, selection, message, help) => {
  expect(() => read(document, selection)).toThrow(
    expect.objectContaining({ code: "AF_SELECTION_EMPTY", message, help }),
  );
});

test("a document with many names shows the first five", () => {
  const paths = Object.fromEntries(
    ["/a", "/b", "/c", "/d", "/e", "/f"].map((path) => [path, { get: answer }]),
  );
  expect(() => read({ paths }, { include: { paths: ["/zzzzzzzz"] } })).toThrow(
    expect.objectContaining({
      help: 'Give one of the document\'s own: "/a", "/b", "/c", "/d", "/e" …',
    }),
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
