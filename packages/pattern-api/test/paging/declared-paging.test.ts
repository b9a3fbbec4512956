import type { Diagnostic } from "@agentflow/core";
import { describe, expect, test } from "vitest";
import { apiInput } from "../../src/api-input.js";
import type { ApiModel } from "../../src/model/api-model.js";
import { readApiModel } from "../../src/model/read-api-model.js";
import { withPaging } from "../../src/paging/with-paging.js";
import { everyPaging } from "./every-paging.js";

function readWith(paging: unknown): {
  readonly of: (id: string) => unknown;
  readonly model: ApiModel;
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  const text = JSON.stringify(everyPaging);
  const document = { source: "spec.json", text, digest: "sha256-0" };
  const input = apiInput.parse({ name: "Pages", document: "spec.json", paging });
  const model = readApiModel({ ...input, document }, (found) => diagnostics.push(found));
  const operations = model.groups.flatMap((group) => group.operations);
  const of = (id: string): unknown =>
    operations.find((operation) => operation.id === id)?.paging?.description;
  return { of, model, diagnostics };
}

describe("paging in the configuration", () => {
  test("is that of the operation, also where the document says nothing or something else", () => {
    const { of, diagnostics } = readWith({
      unsaid: { style: "cursor", parameter: "from", next: "onwards" },
      cursor: { style: "page", parameter: "number" },
      link: false,
    });
    expect(of("unsaid")).toEqual({
      style: "cursor",
      parameter: "from",
      next: "onwards",
      items: "data",
    });
    expect(of("cursor")).toEqual({ style: "page", parameter: "number", first: 1, items: "data" });
    expect(of("link")).toBeUndefined();
    expect(diagnostics).toEqual([]);
  });

  test.each<[object, string]>([
    [
      { style: "cursor", parameter: "x", next: "onwards" },
      'it has no query parameter "x" whose type is known',
    ],
    [{ style: "cursor", parameter: "from", next: ["a", "b"] }, 'its answer has no "a.b"'],
    [
      { style: "cursor", parameter: "from", next: "data" },
      '"data" of its answer is not of the type string or integer or number',
    ],
    [
      { style: "cursor", parameter: "from", next: "onwards", more: "onwards" },
      '"onwards" of its answer is not of the type boolean',
    ],
    [
      { style: "page", parameter: "from" },
      'its parameter "from" is not of the type integer or number',
    ],
    [
      { style: "last-item", parameter: "from", id: "name", more: "flag" },
      'an item has no text or number "name"',
    ],
    [{ style: "link", items: "onwards" }, 'its answer has no list at "onwards", or several'],
  ])("%j that does not fit the types is reported and left out", (paging, fault) => {
    const { of, diagnostics } = readWith({ unsaid: paging });
    expect(of("unsaid")).toBeUndefined();
    expect(diagnostics).toMatchObject([
      {
        code: "AF_PAGING_UNFIT",
        message: `The paging that is configured for "unsaid" does not fit: ${fault}.`,
        location: { pointer: "/paths/~1unsaid/get" },
      },
    ]);
  });

  test("for an operation without a JSON answer, or for none, is reported", () => {
    const { diagnostics } = readWith({ empty: { style: "link" }, toString: { style: "link" } });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'The paging that is configured for "empty" does not fit: its answer is not JSON, or has no schema.',
      'Paging is configured for "toString", which is no operation.',
    ]);
  });

  test("is refused when it is no description", () => {
    expect(
      apiInput.safeParse({ name: "A", document: "a", paging: { a: { style: "x" } } }).success,
    ).toBe(false);
  });
});

test("a pattern gives the same paging to every operation that it fits and that has none", () => {
  const { model } = readWith(undefined);
  const paged = withPaging(
    model,
    { style: "cursor", parameter: "from", next: "onwards" },
    ({ id }) => id !== "other",
  );
  const changed = paged.groups
    .flatMap((group) => group.operations)
    .filter(({ paging }, index) => paging !== model.groups[0]?.operations[index]?.paging);
  expect(changed.map(({ id }) => id)).toEqual(["unsaid"]);
});
