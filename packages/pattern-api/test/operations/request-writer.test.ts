import { describe, expect, test } from "vitest";
import { requestWriter } from "../../src/operations/request-writer.js";
import { operation, parameter } from "../tests/small-model.js";

const list = { schema: { type: "array", items: { type: "string" } } };
const [path, query] = [parameter("path", "id"), parameter("query", "q")];
const cookie = parameter("cookie", "session");
const lists = parameter("query", "tags", list);

describe("a light client writes", () => {
  test.each([
    ["parameters of one value each by itself", [path, query, cookie], undefined],
    ["lists by the usual writer", [path, lists], "usualRequest"],
    ["lists beside a cookie by the one for everything", [lists, cookie], "anyRequest"],
    [
      "another style by the one for everything",
      [parameter("query", "q", { style: "deepObject" })],
      "anyRequest",
    ],
  ])("%s", (_title, parameters, expected) => {
    expect(requestWriter(operation({ parameters }))).toBe(expected);
  });
});
