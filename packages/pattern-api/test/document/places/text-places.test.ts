import fc from "fast-check";
import { dump } from "js-yaml";
import { describe, expect, test } from "vitest";
import { parseDocument } from "../../../src/document/parse-document.js";
import { pointerBelow, valueAt } from "../../../src/document/json-pointer.js";
import { textPlaces } from "../../../src/document/places/text-places.js";

/** `line:column`, and what begins there. */
function at(text: string, pointer: string, length = 3): string {
  const [place] = textPlaces(text, [pointer]);
  if (!place) throw new Error("No place was given.");
  const line = text.split(/\r\n|\n|\r/)[place.line - 1] ?? "";
  return `${place.line}:${place.column} ${line.slice(place.column - 1, place.column - 1 + length)}`;
}

describe("JSON", () => {
  const text = `{
  "a" : {"b": [1, {"c}": "x\\"]{"}, [ ]]},
\t"d\\u00e9": {"e/f": null, "~": true , "%25":0},
  "a b":-1.5e3
}`;
  test.each([
    ["", "1:1 {"],
    ["/a", '2:3 "a"'],
    ["/a/b", '2:10 "b"'],
    ["/a/b/0", "2:16 1, "],
    ["/a/b/1", '2:19 {"c'],
    ["/a/b/1/c}", '2:20 "c}'],
    ["/a/b/2", "2:36 [ ]"],
    ["/dé/e~1f", '3:14 "e/'],
    ["/dé/~0", '3:27 "~"'],
    ["/dé/%25", '3:39 "%2'],
    ["/a b", '4:3 "a '],
  ])("%j is at %s", (pointer, place) => {
    expect(at(text, pointer)).toBe(place);
  });

  test.each([
    ["/a/b/3", "2:10"],
    ["/a/x/y/z", "2:3"],
    ["/gone", "1:1"],
    ["/a/b/0/c", "2:16"],
    ["/a b/c", "4:3"],
  ])("%j, which is not there, is at what is nearest: %s", (pointer, place) => {
    expect(at(text, pointer, 0)).toBe(`${place} `);
  });

  test("of two members with one name the last one counts, with all that is in it", () => {
    const twice = '{"a": {"b": {"c": 1}},\n "a": {"d": 2}}';
    expect([at(twice, "/a", 0), at(twice, "/a/b/c", 0), at(twice, "/a/d", 0)]).toEqual([
      "2:2 ",
      "2:2 ",
      "2:8 ",
    ]);
  });

  test("nesting that is not looked for exhausts no stack", () => {
    const deep = `{"deep":${"[".repeat(200_000)}${"]".repeat(200_000)},"a":1}`;
    expect(at(deep, "/a")).toBe('1:400010 "a"');
  });

  test("nesting that is looked for is followed as far as anything is read", () => {
    const deep = `${'{"a":'.repeat(2000)}1${"}".repeat(2000)}`;
    expect(at(deep, "/a".repeat(2000), 0)).toBe(`1:${1 + 499 * 5 + 1} `);
  });

  test("lines end as in any editor", () => {
    expect(at('{\r\n"a":1,\r"b":2,\n"c":3}', "/c", 3)).toBe('4:1 "c"');
  });
});

describe("YAML", () => {
  const text = `# A comment
openapi: 3.1.0
"quoted": {flow: [1, {deep: x}], 'single': y}
list:
  - name: first
    'in': query
  -
    - nested
  - &anchor {x: 1}
  - *anchor
200: {ok: true}
? long key
: value
? {complex: 1}
: other
block: |
  list:
    - text
last: &l
  <<: *anchor
  own: 1
`;
  test.each([
    ["", "2:1 ope"],
    ["/openapi", "2:1 ope"],
    ["/quoted", '3:1 "qu'],
    ["/quoted/flow", "3:12 flo"],
    ["/quoted/flow/0", "3:19 1, "],
    ["/quoted/flow/1", "3:22 {de"],
    ["/quoted/flow/1/deep", "3:23 dee"],
    ["/quoted/single", "3:34 'si"],
    ["/list", "4:1 lis"],
    ["/list/0/name", "5:5 nam"],
    ["/list/0/in", "6:5 'in"],
    ["/list/1/0", "8:7 nes"],
    ["/list/2/x", "9:14 x: "],
    ["/list/3", "10:5 *an"],
    ["/list/3/x", "10:5 *an"],
    ["/200/ok", "11:7 ok:"],
    ["/long key", "12:3 lon"],
    ["/block", "16:1 blo"],
    ["/block/list", "16:1 blo"],
    ["/last/own", "21:3 own"],
    ["/last/x", "19:1 las"],
    ["/gone/x", "2:1 ope"],
  ])("%j is at %s", (pointer, place) => {
    expect(at(text, pointer)).toBe(place);
  });
});

const json = fc
  .jsonValue({ maxDepth: 4 })
  .map((value) => JSON.parse(JSON.stringify({ a: value, z: 0 })));

/** Pointers of everything in a value. */
function pointersOf(value: unknown, pointer = ""): readonly string[] {
  if (typeof value !== "object" || value === null) return [pointer];
  return [
    pointer,
    ...Object.entries(value).flatMap(([key, child]) =>
      pointersOf(child, pointerBelow(pointer, key)),
    ),
  ];
}

test.each([
  ["JSON", (value: unknown) => JSON.stringify(value, undefined, 1)],
  ["YAML", (value: unknown) => dump(value)],
])("every member of any %s is found where its name stands", (_, write) => {
  fc.assert(
    fc.property(json, (value) => {
      const text = write(value);
      const pointers = pointersOf(parseDocument({ source: "x", text, digest: "" }));
      const places = textPlaces(text, pointers);
      const lines = text.split(/\r\n|\n|\r/);
      for (const [index, pointer] of pointers.entries()) {
        const { line = 0, column = 0 } = places[index] ?? {};
        const last = pointer.slice(pointer.lastIndexOf("/") + 1);
        if (!/^[a-z]+$/i.test(last) || valueAt(value, "a") === undefined) continue;
        const rest = (lines[line - 1] ?? "").slice(column - 1);
        expect(rest.replace(/^["']/, "").startsWith(last)).toBe(true);
      }
      expect(places).toHaveLength(pointers.length);
    }),
    { numRuns: 300, seed: 5 },
  );
});
