import { describe, expect, it } from "vitest";
import { anyRequest, type OperationDescription, usualRequest } from "../../../src/runtime.js";
import { rejection, useFakeHub } from "../hub.js";
import { useLightHub } from "./light-hub.js";

const whole = useFakeHub();
const light = useLightHub();

const operation = {
  id: "things/change",
  method: "PUT",
  path: "/a%20b/{id}",
  parameters: { id: "path", tags: "query", filter: "query", "x-tags": "header" },
} as const satisfies OperationDescription;

/** What both clients send of a call, in the order of the clients. */
async function sent(description: OperationDescription, params: object): Promise<object[]> {
  whole.service.reply({ status: 204 });
  await whole.client().execute(description, params);
  light.service.reply({ status: 204 });
  await light.client().execute(description, params);
  return [whole.service, light.service].map(({ requests }) => {
    const [{ method, path, rawQuery, headers, body } = {}] = requests;
    const { "content-type": type, cookie, "x-tags": tags } = headers ?? {};
    // The boundary is another one every time.
    const boundary = /boundary=(\S+)/.exec(type ?? "")?.[1] ?? "";
    const text = boundary === "" ? String(body) : String(body).replaceAll(boundary, "…");
    return { method, path, rawQuery, type: type?.replace(boundary, "…"), cookie, tags, text };
  });
}

const body = (contentType: string): Partial<OperationDescription> => ({ body: { contentType } });
describe("both clients send the same", () => {
  it.each<[string, Partial<OperationDescription>, object]>([
    ["lists and objects", {}, { tags: ["a b", "c"], filter: { x: 1, y: "&" }, "x-tags": ["d", 2] }],
    ["values that stand for none", {}, { tags: [], filter: null, "x-tags": undefined }],
    ["JSON", body("application/json"), { body: { a: 1n, b: [null] } }],
    ["text", body("text/plain"), { body: "é" }],
    ["bytes", body("text/*"), { body: Uint8Array.of(1, 2) }],
    ["no body where none is given", body("application/json"), {}],
  ])("%s, by usualRequest", async (_, more, params) => {
    const description = { ...operation, ...more, write: usualRequest };
    const [first, second] = await sent(description, { id: 1, ...params });
    expect(second).toEqual(first);
  });

  it.each<[string, Partial<OperationDescription>, object]>([
    [
      "other styles",
      {
        path: "/x{id}",
        parameters: {
          id: { in: "path", style: "matrix", explode: true },
          tags: { in: "query", style: "pipeDelimited", explode: false },
          filter: { in: "query", style: "deepObject" },
          sid: "cookie",
          theme: { in: "cookie", name: "t" },
        },
      },
      { tags: ["a", "b"], filter: { x: { y: 1 } }, sid: "1", theme: "dark" },
    ],
    ["an urlencoded form", body("application/x-www-form-urlencoded"), { body: { a: [1, 2] } }],
    ["a multipart form", body("multipart/form-data"), { body: { a: "b", c: new Blob(["d"]) } }],
  ])("%s, by anyRequest", async (_, more, params) => {
    const [first, second] = await sent(
      { ...operation, ...more, write: anyRequest },
      { id: 1, ...params },
    );
    expect(second).toEqual(first);
  });
});

it("a light client sends a stream as it comes, and once", async () => {
  async function* stream(): AsyncGenerator<Uint8Array> {
    yield Uint8Array.of(104, 105);
  }
  light.service.reply({ status: 503 });
  const description = { ...operation, ...body("application/octet-stream"), write: usualRequest };
  const call = light.client().execute(description, { id: 1, body: stream() });
  expect(await rejection(call)).toMatchObject({ kind: "server", attempts: 1, retryable: false });
  expect(String(light.service.requests[0]?.body)).toBe("hi");
});

describe("a light client refuses", () => {
  it.each<[string, Partial<OperationDescription>, object, string]>([
    ["a list without a writer", {}, { tags: ["a"] }, '"tags" is no text, finite number or boolean'],
    [
      "a style without a writer",
      { parameters: { id: { in: "path", style: "label" } } },
      {},
      'the parameter "id" needs anyRequest',
    ],
    [
      "a style with the usual writer",
      { parameters: { id: { in: "path", style: "label" } }, write: usualRequest },
      {},
      'the parameter "id" needs anyRequest',
    ],
    [
      "a form with the usual writer",
      { ...body("multipart/form-data"), write: usualRequest },
      { body: { a: 1 } },
      "must be a string, bytes or a stream of bytes",
    ],
    [
      "no body where one is required",
      { body: { contentType: "text/plain", required: true }, write: usualRequest },
      {},
      'the parameter "body" is missing',
    ],
  ])("%s", async (_, more, params, message) => {
    const call = light.client().execute({ ...operation, ...more }, { id: 1, ...params });
    expect(await rejection(call)).toMatchObject({
      kind: "validation",
      message: expect.stringContaining(message),
    });
    expect(light.service.requests).toEqual([]);
  });
});
