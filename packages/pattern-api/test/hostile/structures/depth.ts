import { api, deep, leading, using, withDeep, type Structure } from "./structure.js";

export const depth: readonly Structure[] = [
  { name: "JSON arrays 100,000 levels deep", text: () => withDeep(deep(100_000, "[", "]")) },
  {
    name: "JSON objects 100,000 levels deep",
    text: () => withDeep(deep(100_000, '{"a":', "}").replace(":}", ":1}")),
  },
  {
    name: "an extension 100,000 levels deep",
    text: () => api({ others: { "x-deep": "@deep" } }).replace('"@deep"', deep(100_000, "[", "]")),
  },
  ...["items", "additionalProperties", "not"].map((keyword) => ({
    name: `${keyword} 100,000 levels deep`,
    text: () =>
      api({ paths: using({ $comment: "@deep" }) }).replaceAll(
        '{"$comment":"@deep"}',
        `${`{"${keyword}":`.repeat(100_000)}true${"}".repeat(100_000)}`,
      ),
  })),
  {
    name: "names that only `required` has, 60 levels deep",
    text: () =>
      api({ paths: using({ $comment: "@deep" }) }).replaceAll(
        '{"$comment":"@deep"}',
        deep(60, '{"type":"object","required":["a","b"],"additionalProperties":', "}").replace(
          ":}",
          ":true}",
        ),
      ),
  },
  { name: "a pointer of 100,000 steps", text: () => leading(`#${"/a".repeat(100_000)}`) },
  {
    name: "unclosed arrays, 1,000,000",
    text: () => "[".repeat(1_000_000),
    code: "AF_DOCUMENT_MALFORMED",
  },
];
