import busboy from "busboy";
import fc from "fast-check";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { FormData as UndiciFormData, Response as UndiciResponse } from "undici";
import { describe, expect, it } from "vitest";
import type { FormEncoding } from "../../../src/runtime/http/form-encoding.js";
import { MultipartBody } from "../../../src/runtime/http/multipart-body.js";
import { encodeBody, isResendable } from "../../../src/runtime/http/request-body.js";
import { rejection } from "../hub.js";
import { pieces, Source } from "./source.js";

const random = (): number => 0.5;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function multipart(form: unknown, encoding?: FormEncoding): MultipartBody {
  return new MultipartBody(form, random, encoding);
}

const textOf = async (body: MultipartBody): Promise<string> => (await buffer(body)).toString();

interface ParsedPart {
  readonly name: string;
  readonly content: string;
  readonly filename?: string;
  readonly type: string;
}

/** The parts as an independent parser reads them. */
async function parsed(body: MultipartBody): Promise<ParsedPart[]> {
  const parts: ParsedPart[] = [];
  const reading: Promise<unknown>[] = [];
  const parser = busboy({
    headers: { "content-type": body.contentType },
    defParamCharset: "utf8",
    preservePath: true,
  });
  parser.on("field", (name, content, { mimeType: type }) => parts.push({ name, content, type }));
  parser.on("file", (name, stream, { filename, mimeType: type }) => {
    const read = async (): Promise<void> => {
      const content = (await buffer(stream)).toString();
      parts.push({ name, content, filename, type });
    };
    reading.push(read());
  });
  const done = new Promise((resolve, reject) =>
    parser.once("close", resolve).once("error", reject),
  );
  Readable.from(body).pipe(parser);
  await done;
  await Promise.all(reading);
  return parts;
}

describe("a multipart form", () => {
  it("goes on the wire as RFC 7578 says", async () => {
    const form = multipart({
      title: "a\nb",
      file: new File(["x"], "x.txt", { type: "text/plain" }),
    });
    const boundary = `----FormBoundary${"i00000".repeat(4)}`;
    expect(form.contentType).toBe(`multipart/form-data; boundary=${boundary}`);
    expect(await textOf(form)).toBe(
      [
        `--${boundary}`,
        'Content-Disposition: form-data; name="title"',
        "",
        "a\nb",
        `--${boundary}`,
        'Content-Disposition: form-data; name="file"; filename="x.txt"',
        "Content-Type: text/plain",
        "",
        "x",
        `--${boundary}--`,
        "",
      ].join("\r\n"),
    );
  });

  it("has a boundary of its own each time", () => {
    const body = { contentType: "multipart/form-data" };
    const types = Array.from({ length: 100 }, () => encodeBody(body, { a: 1 })?.contentType);
    expect(new Set(types).size).toBe(100);
    for (const type of types) {
      expect(type).toMatch(/^multipart\/form-data; boundary=----FormBoundary[0-9a-z]{24}$/);
    }
  });

  it("holds values, lists as repeated parts and objects as JSON", async () => {
    const at = new Date(0);
    const form = {
      text: "x",
      number: 1,
      yes: true,
      at,
      tags: ["a", "b"],
      object: { a: [1] },
      no: null,
    };
    expect(await parsed(multipart(form))).toEqual([
      { name: "text", content: "x", type: "text/plain" },
      { name: "number", content: "1", type: "text/plain" },
      { name: "yes", content: "true", type: "text/plain" },
      { name: "at", content: at.toISOString(), type: "text/plain" },
      { name: "tags", content: "a", type: "text/plain" },
      { name: "tags", content: "b", type: "text/plain" },
      { name: "object", content: '{"a":[1]}', type: "application/json" },
    ]);
  });

  it.each([
    ["bytes", bytes("x"), "blob", "application/octet-stream"],
    ["a buffer", bytes("x").buffer, "blob", "application/octet-stream"],
    ["a blob", new Blob(["x"]), "blob", "application/octet-stream"],
    ["a blob with a type", new Blob(["x"], { type: "image/png" }), "blob", "image/png"],
    ["a file", new File(["x"], "x.png", { type: "image/png" }), "x.png", "image/png"],
    ["a stream", new Source(["x"]), "blob", "application/octet-stream"],
    ["a web stream", new Response("x").body, "blob", "application/octet-stream"],
    ["a Node stream", Readable.from([bytes("x")]), "blob", "application/octet-stream"],
    ["text with a file name", { content: "x", filename: "x.txt" }, "x.txt", "text/plain"],
    ["a described file", { content: bytes("x"), filename: "a", contentType: "a/b" }, "a", "a/b"],
    [
      "a renamed file",
      { content: new File(["x"], "a"), filename: "b" },
      "b",
      "application/octet-stream",
    ],
    [
      "a described stream",
      { content: new Source(["x"]), size: 1 },
      "blob",
      "application/octet-stream",
    ],
  ])("holds %s as a file", async (_, file, filename, type) => {
    expect(await parsed(multipart({ file }))).toEqual([
      { name: "file", content: "x", filename, type },
    ]);
  });

  it("holds text of a type", async () => {
    const form = multipart({ data: { content: "a,b", contentType: "text/csv" } });
    expect(await parsed(form)).toEqual([{ name: "data", content: "a,b", type: "text/csv" }]);
  });

  it.each([
    [{ content: "x" }],
    [{ content: "x", filename: "a", other: 1 }],
    [{ content: 7, filename: "a" }],
    [{ filename: "a" }],
    [[[1, 2]]],
  ])("takes %j for JSON", async (value) => {
    const [part] = await parsed(multipart({ value }));
    expect(part?.type).toBe("application/json");
  });

  it.each([
    [
      "deepObject",
      { a: { b: [1, { c: "x & y" }] } },
      [
        ["a[b][0]", "1"],
        ["a[b][1][c]", "x & y"],
      ],
    ],
    [
      "form",
      { a: { b: 1, "c=d": "é" } },
      [
        ["b", "1"],
        ["c=d", "é"],
      ],
    ],
    [
      "form",
      { a: [1, 2] },
      [
        ["a", "1"],
        ["a", "2"],
      ],
    ],
    ["pipeDelimited", { a: [1, 2] }, [["a", "1|2"]]],
    ["spaceDelimited", { a: ["x", "y"] }, [["a", "x y"]]],
    ["form", { a: [] }, []],
    ["form", { a: null }, []],
  ] as const)("has a part for each pair of the style %s of %j", async (style, form, pairs) => {
    const parts = await parsed(multipart(form, { a: { style } }));
    expect(parts.map(({ name, content }) => [name, content])).toEqual(pairs);
  });

  it("joins a list that is not exploded", async () => {
    const parts = await parsed(multipart({ a: [1, 2] }, { a: { explode: false } }));
    expect(parts.map(({ name, content }) => [name, content])).toEqual([["a", "1,2"]]);
  });

  it("gives parts further headers, those of the file over those that are described", async () => {
    const headers = { "X-Kind": "icon", "X-Size": "1" };
    const form = {
      a: { content: bytes("x"), headers: { "x-size": "2" } },
      b: "text",
      c: { content: "text", headers: { "X-Language": "en" } },
      d: ["x"],
    };
    const styled = { headers, style: "form" } as const;
    const text = await textOf(multipart(form, { a: { headers }, b: { headers }, d: styled }));
    expect(text).toContain(
      'name="a"; filename="blob"\r\nContent-Type: application/octet-stream\r\nx-kind: icon\r\nx-size: 2\r\n\r\nx\r\n',
    );
    expect(text).toContain('name="b"\r\nx-kind: icon\r\nx-size: 1\r\n\r\ntext\r\n');
    expect(text).toContain('name="c"\r\nx-language: en\r\n\r\ntext\r\n');
    expect(text).toContain('name="d"\r\nx-kind: icon\r\nx-size: 1\r\n\r\nx\r\n');
  });

  it.each([
    [{ "Content-Type": "text/plain" }, 'the part "a" decides its "content-type" itself'],
    [{ "content-disposition": "x" }, 'the part "a" decides its "content-disposition" itself'],
    [{ "X-A": "a\r\nX-B: b" }, 'the header "x-a" holds a character that headers cannot hold'],
    [{ "X A": "a" }, "a header has an invalid name"],
    [{ "content-length": "1" }, 'the header "content-length" cannot be set'],
  ])("refuses the headers %j of a part", (headers, message) => {
    expect(() => multipart({ a: { content: bytes("x"), headers } })).toThrow(message);
  });

  it("gives a part the type that its description names, unless that is a choice", async () => {
    const png = { a: { contentType: "image/png" } };
    const [bytesPart] = await parsed(multipart({ a: bytes("x") }, png));
    expect(bytesPart?.type).toBe("image/png");
    const [ownType] = await parsed(
      multipart({ a: { content: bytes("x"), contentType: "a/b" } }, png),
    );
    expect(ownType?.type).toBe("a/b");
    const xml = { a: { contentType: "application/xml" } };
    const [text] = await parsed(multipart({ a: "<x/>" }, xml));
    expect(text?.type).toBe("application/xml");
    for (const contentType of ["image/*", "image/png, image/jpeg"]) {
      // oxlint-disable-next-line no-await-in-loop -- one case after the other
      const [choice] = await parsed(multipart({ a: bytes("x") }, { a: { contentType } }));
      expect(choice?.type).toBe("application/octet-stream");
    }
  });

  it("is the same from a FormData, of the platform or of undici", async () => {
    for (const form of [new FormData(), new UndiciFormData()]) {
      form.append("a", "1");
      form.append("a", "2");
      form.append("f", new File(["x"], "x.txt"));
      // oxlint-disable-next-line no-await-in-loop -- one case after the other
      expect(await parsed(multipart(form))).toEqual([
        { name: "a", content: "1", type: "text/plain" },
        { name: "a", content: "2", type: "text/plain" },
        { name: "f", content: "x", filename: "x.txt", type: "application/octet-stream" },
      ]);
    }
  });

  it.each([
    ['a"b', 'name="a%22b"'],
    ["a\r\nb", 'name="a%0D%0Ab"'],
    ["a\rb\nc", 'name="a%0D%0Ab%0D%0Ac"'],
    ["\u00E9\u2603", 'name="\u00E9\u2603"'],
  ])("escapes the name %j", async (name, field) => {
    expect(await textOf(multipart({ [name]: "x" }))).toContain(`form-data; ${field}\r\n\r\nx`);
  });

  it("escapes file names without changing their line ends", async () => {
    const filename = 'a"\r\nX-Evil: 1\nb.txt';
    const text = await textOf(multipart({ f: { content: "x", filename } }));
    expect(text).toContain('filename="a%22%0D%0AX-Evil: 1%0Ab.txt"\r\n');
  });

  it.each([
    [
      "a content type that would begin another field",
      { f: { content: "x", contentType: "a/b\r\nX: 1" } },
      'content type of the part "f"',
    ],
    ["a size that is none", { f: { content: new Source([]), size: -1 } }, 'size of the part "f"'],
    ["a value that is none", { f: () => 1 }, '"f" cannot be sent as a function'],
    ["a list", [1], "must be an object"],
    ["a number", 7, "must be an object"],
    ["a blob", new Blob(["x"]), "must be an object"],
    ["a map", new Map([["a", 1]]), "must be an object"],
  ])("refuses %s", (_, form, message) => {
    expect(() => multipart(form)).toThrow(message);
  });

  it("knows its length unless a stream has none", async () => {
    const known = multipart({
      a: "\u00E9",
      b: new Blob(["xyz"]),
      c: { content: new Source(["x"]), size: 1 },
    });
    expect(known.size).toBe((await buffer(known)).length);
    expect(multipart({ a: "x", c: new Source(["x"]), d: "y" }).size).toBeUndefined();
    expect(multipart({}).size).toBe((await buffer(multipart({}))).length);
  });

  it.each([
    ["shorter", ["ab"]],
    ["longer", ["ab", "cd"]],
  ])("fails when a stream is %s than was said", async (_, given) => {
    const source = new Source(given);
    const error = await rejection(textOf(multipart({ f: { content: source, size: 3 } })));
    expect(error).toMatchObject({
      name: "ExchangeError",
      kind: "validation",
      message: 'the part "f" is not 3 bytes long, as was said',
    });
  });

  it("can be sent again unless a part is a stream", async () => {
    const again = multipart({ a: 1, b: new Blob(["x"]), c: bytes("y") });
    expect(again.resendable).toBe(true);
    expect(await textOf(again)).toBe(await textOf(again));
    expect(multipart({ a: new Source(["x"]) }).resendable).toBe(false);
  });

  it("reads a stream no faster than it is sent", async () => {
    const source = new Source(["1", "2", "3"]);
    const sent = multipart({ f: source })[Symbol.asyncIterator]();
    await sent.next();
    expect(source.given).toBe(0);
    await sent.next();
    expect(source.given).toBe(1);
    await sent.return();
  });

  it("ends every stream when it is left early", async () => {
    const first = new Source(["1", "2"]);
    const second = new Source(["3"]);
    const node = Readable.from([bytes("4")]);
    const web = new Response("5").body ?? undefined;
    const form = multipart({ text: "x", first, second, node, web, blob: new Blob(["6"]) });
    for await (const piece of form) if (piece.byteLength === 1 && piece[0] === 0x31) break;
    expect([first.ended, second.ended, node.destroyed]).toEqual([1, 1, true]);
    expect((await web?.getReader().read())?.done).toBe(true);
  });

  it("ends every stream when one of them fails", async () => {
    const broken = new Source(["1"], new RangeError("disk"));
    const other = new Source(["3"]);
    expect(await rejection(textOf(multipart({ broken, other })))).toBeInstanceOf(RangeError);
    expect(other.ended).toBe(1);
  });

  it("is read as it was by undici's parser", async () => {
    const text = fc.string({ unit: "binary" }).filter((value) => value.isWellFormed());
    const names = text.filter((name) => !/[\r\n"%]/.test(name));
    const form = fc.array(fc.tuple(names, fc.oneof(text, fc.uint8Array())));
    await fc.assert(
      fc.asyncProperty(form, async (entries) => {
        const data = new FormData();
        for (const [name, value] of entries) {
          data.append(name, typeof value === "string" ? value : new File([value], name));
        }
        const body = multipart(data);
        const response = new UndiciResponse(await buffer(body), {
          headers: { "content-type": body.contentType },
        });
        const read = await Promise.all(
          [...(await response.formData())].map(async ([name, value]) => [
            name,
            typeof value === "string" ? value : new Uint8Array(await value.arrayBuffer()),
          ]),
        );
        // Of names, both sides know well-formed text only.
        expect(read).toEqual(entries.map(([name, value]) => [name, value]));
      }),
    );
  });

  it("is read as it was by busboy, in whatever pieces it comes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ size: "large" }),
        fc.integer({ min: 1, max: 99 }),
        async (content, length) => {
          const body = multipart({ f: pieces(content, [length]), g: "end" });
          const read = await parsed(body);
          const contents = new Map(read.map(({ name, content: text }) => [name, text]));
          expect(contents.get("f")).toBe(Buffer.from(content).toString());
          expect(contents.get("g")).toBe("end");
        },
      ),
    );
  });
});

describe("a body of the type multipart/form-data", () => {
  const description = { contentType: "multipart/form-data" };

  it("is written at once when it is small, and can be sent again", () => {
    const body = encodeBody(description, { a: "x", f: bytes("y") }, undefined, random);
    expect(body?.content).toBeInstanceOf(Uint8Array);
    expect(body?.contentType).toContain("boundary=----FormBoundaryi00000i");
    expect(isResendable(body)).toBe(true);
  });

  it.each([
    ["it is long", { f: new Uint8Array(2_000_000) }, true],
    ["a part is a file", { f: new Blob(["x"]) }, true],
    ["a part is a stream", { f: new Source(["x"]) }, false],
    ["a part is a stream of a known size", { f: { content: new Source(["x"]), size: 1 } }, false],
  ])("is written while it is sent when %s", (_, form, resendable) => {
    const body = encodeBody(description, form);
    expect(body?.content).toBeInstanceOf(MultipartBody);
    expect(isResendable(body)).toBe(resendable);
  });

  it("takes the encoding of its description", async () => {
    const body = encodeBody(
      { ...description, encoding: { f: { contentType: "image/png" } } },
      { f: bytes("x") },
    );
    expect(new TextDecoder().decode(body?.content as Uint8Array)).toContain(
      "Content-Type: image/png",
    );
  });

  it("is sent as given when it is written already", () => {
    const type = "multipart/form-data; boundary=x";
    expect(encodeBody(description, "--x--", type)).toEqual({ content: "--x--", contentType: type });
  });
});
