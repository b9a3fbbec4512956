import { describe, expect, test } from "vitest";
import { DecodeError } from "../../../src/runtime/http/decode-answer.js";
import { ParameterError } from "../../../src/runtime/parameters/parameter-text.js";
import { defineValues } from "../../../src/runtime/values/define-values.js";
import type { ValueTypes } from "../../../src/runtime/values/read-values.js";
import type { ValueShape } from "../../../src/runtime/values/value-shape.js";

const shapes: Readonly<Record<string, ValueShape>> = {
  Tree: {
    members: { at: "date-time", children: { items: { ref: "Tree" } }, id: "int64" },
  },
};

function reading(types: ValueTypes, shape: ValueShape, value: unknown): unknown {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return defineValues(types, shapes)({ answers: { 200: shape } }).fromWire(200, text);
}

function writing(types: ValueTypes, shape: ValueShape, params: Record<string, unknown>): unknown {
  return defineValues(types, shapes)({ params: shape }).toWire(params);
}

const dates: ValueTypes = { dates: "date" };
const time = "2024-02-29T12:34:56.000Z";

describe("an answer", () => {
  test.each<[string, ValueShape, unknown, unknown]>([
    [
      "a member",
      { members: { a: "date-time" } },
      { a: time, b: time },
      { a: new Date(time), b: time },
    ],
    ["an item", { items: "date" }, ["2024-02-29"], [new Date("2024-02-29")]],
    [
      "the first items",
      { first: [null, "date"], items: null },
      ["2024-02-29", "2024-02-29", "2024-02-29"],
      ["2024-02-29", new Date("2024-02-29"), "2024-02-29"],
    ],
    [
      "a map",
      { members: { a: { items: "date" } }, others: "date-time" },
      { a: ["2024-02-29"], c: time },
      { a: [new Date("2024-02-29")], c: new Date(time) },
    ],
    [
      "a schema that contains itself",
      { ref: "Tree" },
      { children: [{ at: time, children: [{ at: null }] }] },
      { children: [{ at: new Date(time), children: [{ at: null }] }] },
    ],
    [
      "all parts",
      { all: [{ members: { a: "date" } }, { members: { b: "date" } }] },
      { a: "2024-02-29", b: "2024-02-29" },
      { a: new Date("2024-02-29"), b: new Date("2024-02-29") },
    ],
    ["null", { members: { a: "date" } }, { a: null }, { a: null }],
    [
      "another type",
      { members: { a: "date", b: { items: "date" } } },
      { a: 1, b: 2 },
      { a: 1, b: 2 },
    ],
    ["no object", { members: { a: "date" } }, "[1]", [1]],
    ["a shape that nobody knows", { ref: "Gone" }, { a: time }, { a: time }],
  ])("is converted in %s", (_, shape, value, expected) => {
    expect(reading(dates, shape, value)).toEqual(expected);
  });

  test("is converted by the variant whose tag, members and type it has", () => {
    const shape: ValueShape = {
      items: {
        any: [
          { tags: { kind: ["a"] }, shape: { members: { at: "date" } } },
          { required: ["other"], shape: { members: { other: "date" } } },
          { type: "string", shape: "date" },
          { type: "array", shape: { items: "date" } },
          { required: ["none"], shape: null },
        ],
      },
    };
    const day = "2024-02-29";
    const value = [{ kind: "a", at: day }, { kind: "b", at: day, other: day }, day, [day], 5];
    expect(reading(dates, shape, value)).toEqual([
      { kind: "a", at: new Date(day) },
      { kind: "b", at: day, other: new Date(day) },
      new Date(day),
      [new Date(day)],
      5,
    ]);
  });

  test.each([
    ["2024-02-29T12:34:56z", "2024-02-29T12:34:56.000Z"],
    ["2024-02-29 12:34:56+0200", "2024-02-29T10:34:56.000Z"],
    ["2024-02-29T12:34:56.123456789-02:00", "2024-02-29T14:34:56.123Z"],
    ["2024-02-29T12:34", "2024-02-29T12:34:00.000Z"],
  ])("takes the time %s", (text, expected) => {
    const read = reading(dates, { members: { a: "date-time" } }, { a: text });
    expect(read).toEqual({ a: new Date(expected) });
  });

  test.each(["", "yesterday", "2024-13-01T00:00:00Z", "2024-02-29"])(
    "with %j as time is refused, and the place named",
    (text) => {
      const read = (): unknown =>
        reading(dates, { items: { members: { a: "date-time" } } }, [{ a: text }]);
      expect(read).toThrow(new DecodeError("there is no date-time at $[0].a"));
    },
  );

  test("takes a time where a day is expected", () => {
    expect(reading(dates, { items: "date" }, [time])).toEqual([new Date(time)]);
  });

  test("is converted by its status, its range or the default", () => {
    const answers: Record<string, ValueShape> = {
      200: { members: { a: "date" } },
      "4XX": { members: { b: "date" } },
      default: { members: { c: "date" } },
    };
    const convert = defineValues(dates, {})({ answers });
    const text = '{"a":"2024-02-29","b":"2024-02-29","c":"2024-02-29"}';
    const converted = [200, 404, 500].map((status) =>
      Object.entries(convert.fromWire(status, text) as object).flatMap(([name, value]) =>
        value instanceof Date ? [name] : [],
      ),
    );
    expect(converted).toEqual([["a"], ["b"], ["c"]]);
    expect(defineValues(dates, {})({}).fromWire(200, text)).toEqual(JSON.parse(text));
  });

  test("keeps a member called __proto__ a member", () => {
    const shape: ValueShape = { others: "date" };
    const read = reading(dates, shape, '{"__proto__":"2024-02-29"}') as object;
    expect(Object.entries(read)).toEqual([["__proto__", new Date("2024-02-29")]]);
  });
});

describe("a whole number of 64 bits", () => {
  const shape: ValueShape = { members: { id: "int64", list: { items: "int64" } } };
  const text =
    '{"id":9223372036854775807,"list":[-9223372036854775808,18446744073709551615,5],"other":9007199254740993,"big":1e21,"long":123456789012345678901234567890,"deep":[{"a":9007199254740993}]}';

  test.each([
    ["bigint", 9223372036854775807n, [-9223372036854775808n, 18446744073709551615n, 5n]],
    ["string", "9223372036854775807", ["-9223372036854775808", "18446744073709551615", "5"]],
  ] as const)("comes with all its digits as %s, and all others as numbers", (int64, id, list) => {
    expect(reading({ int64 }, shape, text)).toEqual({
      id,
      list,
      other: 9007199254740992,
      big: 1e21,
      long: Number("123456789012345678901234567890"),
      deep: [{ a: 9007199254740992 }],
    });
  });

  test("is a number at the top of a text, where it is no int64", () => {
    expect(reading({ int64: "bigint" }, "date", "9007199254740993")).toBe(9007199254740992);
  });

  test("is a number where nobody asked for more", () => {
    expect(reading(dates, { members: { at: "date" } }, text)).toMatchObject({
      id: 2 ** 63,
    });
  });

  test.each(["1.5", "1e30"])("is not %s", (number) => {
    expect(() => reading({ int64: "bigint" }, shape, `{"id":${number}}`)).toThrow(
      "there is no whole number that can be read exactly at $.id",
    );
  });

  test("that comes as text stays text", () => {
    expect(reading({ int64: "bigint" }, shape, '{"id":"5"}')).toEqual({ id: "5" });
  });
});

describe("an item of a stream", () => {
  const values = defineValues(
    { dates: "date", int64: "bigint" },
    shapes,
  )({
    items: { dated: "date", plain: null, "*": { members: { id: "int64" } } },
  });

  test("is converted by the name of its event", () => {
    expect(values.itemFromWire('"2024-02-29"', "dated")).toEqual(new Date("2024-02-29"));
  });

  test("of an event without anything to convert stays what it is", () => {
    expect(values.itemFromWire('{"id":1}', "plain")).toEqual({ id: 1 });
  });

  test.each([undefined, "other", "constructor"])(
    "of event %s is converted as any other",
    (name) => {
      expect(values.itemFromWire('{"id":9007199254740993}', name)).toEqual({
        id: 9007199254740993n,
      });
    },
  );

  test("stays what it is where nothing is said of items", () => {
    const none = defineValues({ dates: "date" }, shapes)({});
    expect(none.itemFromWire('"2024-02-29"')).toBe("2024-02-29");
  });
});

describe("a request", () => {
  test("is written as text and bigint, and what was given stays as it is", () => {
    const shape: ValueShape = {
      members: {
        day: "date",
        body: {
          members: { at: "date-time", id: "int64", list: { first: ["date"], items: "int64" } },
          others: "date",
        },
      },
    };
    const [at, day] = [new Date(time), new Date("2024-02-29T23:00:00Z")];
    const params = {
      day,
      q: "a",
      body: { at, id: "12", list: [day, 7n], x: day, none: undefined },
    };
    expect(writing(dates, shape, params)).toEqual({
      day: "2024-02-29",
      q: "a",
      body: {
        at: time,
        id: 12n,
        list: ["2024-02-29", 7n],

        x: "2024-02-29",
        none: undefined,
      },
    });
    expect(params.body.at).toBe(at);
    expect(params.body.list[0]).toBe(day);
  });

  test("with nothing to convert is the same object", () => {
    const params = { a: "2024-02-29" };
    expect(writing(dates, { members: { a: "date", b: { items: "date" } } }, params)).toBe(params);
  });

  test("takes what writes itself as JSON, such as a value of Temporal", () => {
    const instant = { toJSON: () => time };
    const shape: ValueShape = { members: { a: "date-time" } };
    expect(writing({ dates: "temporal" }, shape, { a: instant })).toEqual({ a: time });
  });

  test("is written by the variant that it fits, by all parts and by reference", () => {
    const shape: ValueShape = {
      members: {
        a: {
          any: [
            { type: "number", shape: "int64" },
            { type: "string", shape: "date" },
          ],
        },
        b: { all: [{ ref: "Tree" }, { members: { more: "date" } }] },
        c: { items: "date" },
        d: { members: { x: "date" } },
      },
    };
    const day = new Date("2024-02-29");
    const params = { a: day, b: { at: day, more: day }, c: 5, d: 6, e: null };
    expect(writing(dates, shape, params)).toEqual({
      a: "2024-02-29",
      b: { at: "2024-02-29T00:00:00.000Z", more: "2024-02-29" },
      c: 5,
      d: 6,
      e: null,
    });
  });

  test.each([
    ["a date", "date", new Date(Number.NaN), 'the parameter "body.a" is no date'],
    ["an object", "date-time", {}, 'the parameter "body.a" is no date-time'],
    ["what writes itself as no text", "date", { toJSON: 5 }, 'the parameter "body.a" is no date'],
    ["a text", "int64", "x", 'the parameter "body.a" is no whole number of 64 bits'],
  ] as const)("with %s that is none is refused, and the place named", (_, format, a, message) => {
    const shape: ValueShape = { members: { body: { members: { a: format } } } };
    expect(() => writing(dates, shape, { body: { a } })).toThrow(new ParameterError(message));
  });

  test("with a value of another type in the place of a date passes it on", () => {
    expect(writing(dates, { members: { a: "date", b: "int64" } }, { a: 5, b: 6 })).toEqual({
      a: 5,
      b: 6,
    });
  });
});

describe("Temporal", () => {
  const Temporal = {
    Instant: { from: (text: string) => ({ instant: text }) },
    PlainDate: { from: (text: string) => ({ day: text }) },
  };
  const operation = { answers: { 200: { members: { a: "date", b: "date-time" } } } } as const;

  test("makes instants and days", () => {
    const convert = defineValues({ dates: "temporal" }, {}, { Temporal })(operation);
    expect(convert.fromWire(200, '{"a":"2024-02-29","b":"2024-02-29 10:00"}')).toEqual({
      a: { day: "2024-02-29" },
      b: { instant: "2024-02-29T10:00:00Z" },
    });
  });

  test("that the platform does not have is named", () => {
    const convert = defineValues({ dates: "temporal" }, {}, {})(operation);
    expect(() => convert.fromWire(200, '{"a":"2024-02-29"}')).toThrow(
      "This adapter gives dates as Temporal, which this platform does not have.",
    );
  });
});
