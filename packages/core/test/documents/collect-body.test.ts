import { expect, test } from "vitest";
import { collectBody } from "../../src/documents/collect-body.js";
import type { NetworkResponse } from "../../src/documents/network.js";

function answer(chunks: readonly string[]): NetworkResponse {
  async function* body(): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk));
  }
  return { url: new URL("https://host/"), status: 200, contentLength: undefined, body: body() };
}

test("a body of exactly the limit is collected", async () => {
  expect(await collectBody(answer(["ab", "cd"]), 4)).toEqual(Buffer.from("abcd"));
});

test("a body over the limit is given up", async () => {
  expect(await collectBody(answer(["ab", "cd", "e"]), 4)).toBeUndefined();
});

test("nothing more is asked for once the limit is passed", async () => {
  const heard: number[] = [];
  await collectBody(answer(["ab", "cd", "e", "f"]), 3, (bytes) => heard.push(bytes));
  expect(heard).toEqual([2]);
});
