import busboy from "busboy";
import { describe, expect, it } from "vitest";
import { defineOperation, type FilePart } from "../../../src/runtime.js";
import type { FakeRequest } from "../../../src/testing.js";
import { rejection, useFakeHub } from "../hub.js";

const fake = useFakeHub();

const upload = defineOperation<{ readonly body: object }, undefined>({
  id: "files/upload",
  method: "POST",
  path: "/files",
  body: { contentType: "multipart/form-data" },
});

async function* chunks(text: string): AsyncGenerator<Uint8Array> {
  for (const character of text) yield Buffer.from(character);
}

/** What an independent parser finds in a form. */
function partsOf({ headers, body }: FakeRequest): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    const parts: Record<string, string> = {};
    const parser = busboy({ headers });
    parser.on("field", (name, value) => (parts[name] = value));
    parser.on("file", (name, stream, { filename }) => {
      let text = "";
      stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
      stream.on("end", () => (parts[name] = `${filename}: ${text}`));
    });
    parser.on("close", () => resolve(parts));
    parser.on("error", reject);
    parser.end(body);
  });
}

describe("a multipart form", () => {
  it("is streamed, and sent with its length where that is known", async () => {
    fake.service.reply({ status: 204 });
    const large: FilePart = { content: "n".repeat(2_000_000), filename: "b.txt" };
    const file: FilePart = { content: chunks("x".repeat(10)), filename: "a.txt", size: 10 };
    await upload(fake.client(), { body: { large, file } });
    const [request] = fake.service.requests;
    expect(Number(request?.headers["content-length"])).toBe(request?.body.length);
    const parts = request && (await partsOf(request));
    expect(parts?.["file"]).toBe(`a.txt: ${"x".repeat(10)}`);
    expect(parts?.["large"]?.length).toBe("b.txt: ".length + 2_000_000);
  });

  it("is sent in chunks where its length is not known", async () => {
    fake.service.reply({ status: 204 });
    const file: FilePart = { content: chunks("content"), filename: "a.txt" };
    await upload(fake.client(), { body: { file } });
    const [request] = fake.service.requests;
    expect(request?.headers["transfer-encoding"]).toBe("chunked");
    expect(request && (await partsOf(request))).toEqual({ file: "a.txt: content" });
  });

  it("with a stream of another length than announced is refused as wrong", async () => {
    fake.service.reply({ status: 204 });
    const file: FilePart = { content: chunks("content"), filename: "a.txt", size: 3 };
    expect(await rejection(upload(fake.client(), { body: { file } }))).toMatchObject({
      kind: "validation",
      retryable: false,
    });
  });

  it("without a stream is sent again", async () => {
    fake.service.reply({ status: 503 }, { status: 204 });
    const file: FilePart = { content: "content", filename: "a.txt" };
    const client = fake.client({ retry: { baseDelay: 0 } });
    await upload(client, { body: { file } }, { idempotencyKey: "once" });
    expect(fake.service.requests).toHaveLength(2);
  });

  it("with a stream is not sent again", async () => {
    fake.service.reply({ status: 503 });
    const file: FilePart = { content: chunks("content"), filename: "a.txt" };
    const call = upload(fake.client(), { body: { file } }, { idempotencyKey: "once" });
    expect(await rejection(call)).toMatchObject({ status: 503, attempts: 1 });
  });
});
