import fc from "fast-check";
import { parse } from "node:querystring";
import { describe, expect, it } from "vitest";
import { formBody } from "../../../src/runtime/http/form-body.js";
import { encodeBody, isResendable } from "../../../src/runtime/http/request-body.js";

describe("an urlencoded form", () => {
  it.each([
    ["texts, numbers and booleans", { a: "x y", b: 1, c: true }, "a=x%20y&b=1&c=true"],
    ["dates", { at: new Date(0) }, "at=1970-01-01T00%3A00%3A00.000Z"],
    ["lists, item by item", { tag: ["a", "b", null] }, "tag=a&tag=b"],
    [
      "objects, as JSON",
      { address: { city: "K\u00F6ln" } },
      "address=%7B%22city%22%3A%22K%C3%B6ln%22%7D",
    ],
    [
      "lists of objects",
      { item: [{ a: 1 }, { b: 2 }] },
      "item=%7B%22a%22%3A1%7D&item=%7B%22b%22%3A2%7D",
    ],
    ["names and values that would end a pair", { "a&b=c": "d&e=f+g" }, "a%26b%3Dc=d%26e%3Df%2Bg"],
    ["nothing that is not there", { a: undefined, b: null, c: [], d: "" }, "d="],
    ["nothing at all", {}, ""],
    [
      "search parameters",
      new URLSearchParams([
        ["a", "1 2"],
        ["a", "3"],
      ]),
      "a=1+2&a=3",
    ],
  ])("holds %s", (_, body, text) => {
    expect(formBody(body)).toBe(text);
  });

  it("holds the texts of a FormData", () => {
    const form = new FormData();
    form.append("a", "1");
    form.append("a", "2");
    expect(formBody(form)).toBe("a=1&a=2");
  });

  it.each([
    [
      "deepObject",
      { style: "deepObject" },
      { a: { b: [1, { c: 2 }] } },
      "a%5Bb%5D%5B0%5D=1&a%5Bb%5D%5B1%5D%5Bc%5D=2",
    ],
    ["form", { style: "form" }, { a: { b: 1, c: 2 } }, "b=1&c=2"],
    ["form without explode", { explode: false }, { a: [1, 2] }, "a=1,2"],
    ["pipeDelimited", { style: "pipeDelimited" }, { a: [1, 2] }, "a=1%7C2"],
    ["allowReserved", { allowReserved: true }, { a: "x/y z" }, "a=x/y%20z"],
    ["of a list that is empty", { style: "form" }, { a: [], b: 1 }, "b=1"],
  ] as const)("writes a property in the style that is asked for: %s", (_, a, body, text) => {
    expect(formBody(body, { a })).toBe(text);
  });

  it("takes no encoding from the prototype", () => {
    expect(formBody({ constructor: "x", toString: "y" })).toBe("constructor=x&toString=y");
  });

  const circle: unknown[] = [];
  circle.push(circle);

  it.each([
    ["a list", [1], "must be an object"],
    ["a number", 7, "must be an object"],
    ["bytes in a property", { a: Uint8Array.of(1) }, '"a" is bytes'],
    ["a blob in a property", { a: new Blob([]) }, '"a" is bytes'],
    ["a list in a list that holds itself", { a: [circle] }, '"a" cannot be written as JSON'],
    ["a function", { a: () => 1 }, '"a" cannot be sent as a function'],
  ])("refuses %s", (_, body, message) => {
    expect(() => formBody(body)).toThrow(message);
  });

  it("is read as it was by another parser", () => {
    const text = fc.string({ unit: "binary" }).filter((value) => value.isWellFormed());
    const form = fc.dictionary(
      text.filter((name) => name !== ""),
      fc.oneof(text, fc.array(text, { minLength: 2 })),
    );
    fc.assert(
      fc.property(form, (body) => {
        expect({ ...parse(formBody(body), "&", "=", { maxKeys: 0 }) }).toEqual({ ...body });
      }),
    );
  });

  it("is what an object becomes that is sent as one", () => {
    const description = {
      contentType: "application/x-www-form-urlencoded",
      encoding: { a: { style: "deepObject" } },
    } as const;
    const body = encodeBody(description, { a: { b: 1 } });
    expect(body).toEqual({
      content: "a%5Bb%5D=1",
      contentType: "application/x-www-form-urlencoded",
    });
    expect(isResendable(body)).toBe(true);
    expect(encodeBody(description, "as=given")?.content).toBe("as=given");
  });
});
