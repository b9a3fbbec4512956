import { expect, test } from "vitest";
import { parseNpmrc } from "../../src/documents/parse-npmrc.js";

const parse = (text: string, environment = {}): unknown =>
  Object.fromEntries(parseNpmrc(text, environment));

test.each([
  ["registry=https://a/", { registry: "https://a/" }],
  [" registry = https://a/ ", { registry: "https://a/" }],
  ["a=1\r\nb=2\rc=3", { a: "1", b: "2", c: "3" }],
  ["a=1\na=2", { a: "2" }],
  ["; a=1\n# b=2", {}],
  ["a=1 ; note\nb=2 # note", { a: "1", b: "2" }],
  ["a=1\\;2\\#3", { a: "1;2#3" }],
  ["a=\"1 ; 2\"\nb='3 # 4'", { a: "1 ; 2", b: "3 # 4" }],
  ["a=\nb", { a: "" }],
  ["a=x=y", { a: "x=y" }],
  ["ca[]=one\nca[]=two", { ca: "one\ntwo" }],
  ["//host/:_authToken=t", { "//host/:_authToken": "t" }],
  ["@acme:registry=https://a/", { "@acme:registry": "https://a/" }],
])("%j", (text, expected) => {
  expect(parse(text)).toEqual(expected);
});

test.each([
  ["a=${TOKEN}", "t"],
  ["a=x${TOKEN}y${TOKEN}", "xtyt"],
  ["a=${NONE}", "${NONE}"],
  ["a=${NONE?}", ""],
  ["a=\\${TOKEN}", "\\${TOKEN}"],
  ["a=$TOKEN", "$TOKEN"],
])("%j takes the environment into account", (text, expected) => {
  expect(parse(text, { TOKEN: "t" })).toEqual({ a: expected });
});

test("a key may hold an environment variable", () => {
  expect(parse("//${HOST}/:_authToken=t", { HOST: "h" })).toEqual({ "//h/:_authToken": "t" });
});
