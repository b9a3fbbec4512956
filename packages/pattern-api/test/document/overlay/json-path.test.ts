import type { Json } from "@agentflow/core";
import { describe, expect, test } from "vitest";
import { JsonPathProblem, selectLocations } from "../../../src/document/overlay/json-path.js";

/** Results as RFC 9535 prints them: normalized paths. */
function select(path: string, root: Json): readonly string[] {
  return selectLocations(path, root).map(
    (location) =>
      `$${location.map((step) => (typeof step === "number" ? `[${step}]` : `['${step.replaceAll("'", String.raw`\'`)}']`)).join("")}`,
  );
}

describe("RFC 9535 §1.5: the bookstore", () => {
  const bookstore = {
    store: {
      book: [
        {
          category: "reference",
          author: "Nigel Rees",
          title: "Sayings of the Century",
          price: 8.95,
        },
        { category: "fiction", author: "Evelyn Waugh", title: "Sword of Honour", price: 12.99 },
        {
          category: "fiction",
          author: "Herman Melville",
          title: "Moby Dick",
          isbn: "0-553-21311-3",
          price: 8.99,
        },
        {
          category: "fiction",
          author: "J. R. R. Tolkien",
          title: "The Lord of the Rings",
          isbn: "0-395-19395-8",
          price: 22.99,
        },
      ],
      bicycle: { color: "red", price: 399 },
    },
  };
  const book = "$['store']['book']";
  const books = [0, 1, 2, 3].map((index) => `${book}[${index}]`);
  test.each([
    ["$.store.book[*].author", books.map((one) => `${one}['author']`)],
    ["$..author", books.map((one) => `${one}['author']`)],
    ["$.store.*", [book, "$['store']['bicycle']"]],
    [
      "$.store..price",
      ["$['store']['bicycle']['price']", ...books.map((one) => `${one}['price']`)],
    ],
    ["$..book[2]", [`${book}[2]`]],
    ["$..book[2].author", [`${book}[2]['author']`]],
    ["$..book[2].publisher", []],
    ["$..book[-1]", [`${book}[3]`]],
    ["$..book[0,1]", [`${book}[0]`, `${book}[1]`]],
    ["$..book[:2]", [`${book}[0]`, `${book}[1]`]],
    ["$..book[?@.isbn]", [`${book}[2]`, `${book}[3]`]],
    ["$..book[?@.price<10]", [`${book}[0]`, `${book}[2]`]],
  ])("%s", (path, expected) => {
    expect([...select(path, bookstore)].toSorted()).toEqual([...expected].toSorted());
  });
});

describe("RFC 9535 §2.3: selectors", () => {
  const names = { o: { "j j": { "k.k": 3 } }, "'": { "@": 2 } };
  const array = ["a", "b", "c", "d", "e", "f", "g"];
  const filters = {
    a: [3, 5, 1, 2, 4, 6, { b: "j" }, { b: "k" }, { b: {} }, { b: "kilo" }],
    o: { p: 1, q: 2, r: 3, s: 5, t: { u: 6 } },
    e: "f",
  };
  test.each<[string, Json, readonly string[]]>([
    ["$.o['j j']", names, ["$['o']['j j']"]],
    ["$.o['j j']['k.k']", names, ["$['o']['j j']['k.k']"]],
    ['$.o["j j"]["k.k"]', names, ["$['o']['j j']['k.k']"]],
    ['$["\'"]["@"]', names, [String.raw`$['\'']['@']`]],
    ["$[1]", array, ["$[1]"]],
    ["$[-2]", array, ["$[5]"]],
    ["$[1:3]", array, ["$[1]", "$[2]"]],
    ["$[5:]", array, ["$[5]", "$[6]"]],
    ["$[1:5:2]", array, ["$[1]", "$[3]"]],
    ["$[5:1:-2]", array, ["$[5]", "$[3]"]],
    ["$[::-1]", array, ["$[6]", "$[5]", "$[4]", "$[3]", "$[2]", "$[1]", "$[0]"]],
    ["$[1:3:0]", array, []],
    ["$.a[?@.b == 'kilo']", filters, ["$['a'][9]"]],
    ["$.a[?(@.b == 'kilo')]", filters, ["$['a'][9]"]],
    ["$.a[?@>3.5]", filters, ["$['a'][1]", "$['a'][4]", "$['a'][5]"]],
    ["$.a[?@.b]", filters, ["$['a'][6]", "$['a'][7]", "$['a'][8]", "$['a'][9]"]],
    ["$[?@.*]", filters, ["$['a']", "$['o']"]],
    ["$[?@[?@.b]]", filters, ["$['a']"]],
    ['$.a[?@<2 || @.b == "k"]', filters, ["$['a'][2]", "$['a'][7]"]],
    ['$.a[?match(@.b, "[jk]")]', filters, ["$['a'][6]", "$['a'][7]"]],
    ['$.a[?search(@.b, "[jk]")]', filters, ["$['a'][6]", "$['a'][7]", "$['a'][9]"]],
    ["$.o[?@>1 && @<4]", filters, ["$['o']['q']", "$['o']['r']"]],
    ["$.o[?@.u || @.x]", filters, ["$['o']['t']"]],
    [
      "$.a[?@.b == $.x]",
      filters,
      ["$['a'][0]", "$['a'][1]", "$['a'][2]", "$['a'][3]", "$['a'][4]", "$['a'][5]"],
    ],
    ["$.a[?length(@.b) == 4]", filters, ["$['a'][9]"]],
    ["$[?count(@.*) == 5]", filters, ["$['o']"]],
  ])("%s", (path, root, expected) => {
    expect(select(path, root)).toEqual(expected);
  });
});

test("a place that is selected twice is one place", () => {
  expect(select("$['a','a']", { a: 1 })).toEqual(["$['a']"]);
});

test.each([
  ["constructor", "$.constructor"],
  ["the length of an array", "$.list.length"],
  ["a member of a text", "$.text.length"],
])("%s is no place of a document", (_, path) => {
  expect(select(path, { list: [1], text: "x" })).toEqual([]);
});

test("a member called __proto__ is a place like any other", () => {
  const root: Json = JSON.parse('{"__proto__":{"a":1}}');
  expect(select("$.__proto__.a", root)).toEqual(["$['__proto__']['a']"]);
});

test.each([
  ["", /^is no JSONPath: .*, at character 1$/],
  ["paths", /^is no JSONPath: expected '\$', found 'p', at character 1$/],
  ["$.paths[", /^is no JSONPath: unclosed bracketed selection, at character \d+$/],
  ["$.paths.*~", /^is no JSONPath: .*, at character 10$/],
  ["$[?@.a]\u202e", /^is no JSONPath: [^\u202e]*, at character 8$/],
  ["$[?length(@.*) > 1]", /^is no JSONPath: /],
])("%j is refused", (path, message) => {
  expect(() => selectLocations(path, {})).toThrow(JsonPathProblem);
  expect(() => selectLocations(path, {})).toThrow(message);
});

test("reaches as deep as documents are read", () => {
  let root: Json = 1;
  for (let depth = 0; depth < 200; depth += 1) root = { a: root };
  expect(selectLocations("$..a", root)).toHaveLength(200);
});
