import type { Json } from "@agentflow/core";
import { describe, expect, test } from "vitest";
import type { ParameterModel } from "../../src/model/api-model.js";
import { wireForm } from "../../src/tests/wire-form.js";
import { parameter } from "./small-model.js";

const list = ["blue", "black"];
const object = { R: 100, G: 200 };
type Style = ParameterModel["style"];

/** Path of `/{color}` for each style of the table "Style Values" of OpenAPI 3.0.4 §4.7.12.3. */
const paths: readonly (readonly [Style, boolean, Json, string])[] = [
  ["simple", false, "blue", "/blue"],
  ["simple", false, list, "/blue,black"],
  ["simple", true, list, "/blue,black"],
  ["simple", false, object, "/R,100,G,200"],
  ["simple", true, object, "/R=100,G=200"],
  ["label", false, "blue", "/.blue"],
  ["label", false, list, "/.blue,black"],
  ["label", true, list, "/.blue.black"],
  ["label", false, object, "/.R,100,G,200"],
  ["label", true, object, "/.R=100.G=200"],
  ["matrix", false, "blue", "/;color=blue"],
  ["matrix", true, "blue", "/;color=blue"],
  ["matrix", false, list, "/;color=blue,black"],
  ["matrix", true, list, "/;color=blue;color=black"],
  ["matrix", false, object, "/;color=R,100,G,200"],
  ["matrix", true, object, "/;R=100;G=200"],
];

const queries: readonly (readonly [Style, boolean, Json, readonly (readonly string[])[]])[] = [
  ["form", true, "blue", [["color", "blue"]]],
  ["form", true, false, [["color", "false"]]],
  ["form", false, list, [["color", "blue,black"]]],
  ["form", false, [], []],
  ["form", false, {}, []],
  ["spaceDelimited", false, [], []],
  [
    "form",
    true,
    list,
    [
      ["color", "blue"],
      ["color", "black"],
    ],
  ],
  ["form", false, object, [["color", "R,100,G,200"]]],
  [
    "form",
    true,
    object,
    [
      ["R", "100"],
      ["G", "200"],
    ],
  ],
  ["spaceDelimited", false, list, [["color", "blue black"]]],
  ["spaceDelimited", false, object, [["color", "R 100 G 200"]]],
  ["pipeDelimited", false, list, [["color", "blue|black"]]],
  [
    "pipeDelimited",
    true,
    list,
    [
      ["color", "blue"],
      ["color", "black"],
    ],
  ],
  [
    "deepObject",
    true,
    object,
    [
      ["color[R]", "100"],
      ["color[G]", "200"],
    ],
  ],
  [
    "deepObject",
    true,
    ["blue", "black"],
    [
      ["color[0]", "blue"],
      ["color[1]", "black"],
    ],
  ],
];

describe("wireForm writes", () => {
  test.each(paths)("in a path, %s with explode %s, %j as %s", (style, explode, value, expected) => {
    const color = parameter("path", "color", { style, explode });
    expect(wireForm("/{color}", [{ parameter: color, value }]).path).toBe(expected);
  });

  test.each(queries)(
    "in a query, %s with explode %s, %j as %j",
    (style, explode, value, expected) => {
      const color = parameter("query", "color", { style, explode });
      expect(wireForm("/", [{ parameter: color, value }]).query).toEqual(expected);
    },
  );

  test("values of a path so that they cannot leave their place", () => {
    const given = [{ parameter: parameter("path", "id"), value: "a/b?c#d %é" }];
    expect(wireForm("/x/{id}.json", given).path).toBe("/x/a%2Fb%3Fc%23d%20%25%C3%A9.json");
  });

  test("the fixed parts of a path as a URL holds them", () => {
    expect(wireForm("/a b/é%20/#x/\ud800", []).path).toBe("/a%20b/%C3%A9%20/%23x/%EF%BF%BD");
  });

  test("the fixed query of a path before the parameters", () => {
    const given = [{ parameter: parameter("query", "page"), value: 2 }];
    expect(wireForm("/x?kind=a%20b", given)).toMatchObject({
      path: "/x",
      query: [
        ["kind", "a b"],
        ["page", "2"],
      ],
    });
  });

  test("a header under its name in lower case, not encoded", () => {
    const given = [{ parameter: parameter("header", "X-Color"), value: ["a b", "c"] }];
    expect(wireForm("/", given).headers).toEqual({ "x-color": "a b,c" });
  });

  test("a cookie encoded, because a semicolon would end it", () => {
    const given = [
      { parameter: parameter("cookie", "color", { explode: false }), value: ["a;b", "c"] },
    ];
    expect(wireForm("/", given).cookies).toEqual([["color", "a%3Bb,c"]]);
  });

  test.each(["path", "query", "header"] as const)("JSON where a %s parameter says so", (place) => {
    const given = [{ parameter: parameter(place, "filter", { json: true }), value: { a: [1] } }];
    expect(wireForm("/{filter}", given)).toMatchObject(
      {
        path: { path: "/%7B%22a%22%3A%5B1%5D%7D" },
        query: { query: [["filter", '{"a":[1]}']] },
        header: { headers: { filter: '{"a":[1]}' } },
      }[place],
    );
  });
});
