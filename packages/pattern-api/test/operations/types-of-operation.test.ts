import { describe, expect, test } from "vitest";
import type { ResponseModel } from "../../src/model/api-model.js";
import { errorsDeclaration } from "../../src/operations/errors-declaration.js";
import { paramsDeclaration } from "../../src/operations/params-declaration.js";
import { itemDeclaration, resultDeclaration } from "../../src/operations/result-declaration.js";
import { createTypePrinter } from "../../src/types/type-printer.js";
import { content, operation, parameter, response } from "../tests/small-model.js";

const thing = {
  name: "Thing",
  pointer: "#/components/schemas/thing",
  schema: { type: "object" },
  use: "answers",
} as const;
const printer = createTypePrinter([thing], { namespace: "schemas." });
const reference = { $ref: thing.pointer };

describe("params", () => {
  test("an operation without parameters takes an empty object", () => {
    expect(paramsDeclaration(operation(), printer)).toBe(
      "export type ListParams = Record<string, never>;\n",
    );
  });

  test("parameters keep their wire names, and optional ones accept undefined", () => {
    const parameters = [
      parameter("path", "owner", { description: "Who owns it." }),
      parameter("query", "per-page", { schema: { type: "integer" }, deprecated: true }),
    ];
    expect(paramsDeclaration(operation({ parameters }), printer)).toBe(
      `export interface ListParams {
  /** Who owns it. */
  readonly owner: string;
  /** @deprecated */
  readonly "per-page"?: number | undefined;
}
`,
    );
  });

  test("a wide union has a line for each member", () => {
    const names = Array.from({ length: 8 }, (_, index) => `a-rather-long-name-${index}`);
    const parameters = [parameter("query", "sort", { schema: { enum: names } })];
    const members = names.map((name) => `    | "${name}"\n`).join("");
    expect(paramsDeclaration(operation({ parameters }), printer)).toBe(
      `export interface ListParams {\n  readonly sort?:\n${members}    | undefined;\n}\n`,
    );
  });

  test("the body stands under its own key", () => {
    const body = {
      required: true,
      description: "The thing.",
      content: [content("json", { schema: reference })],
    };
    expect(paramsDeclaration(operation({ body }), printer)).toBe(
      "export interface ListParams {\n  /** The thing. */\n  readonly body: schemas.Thing;\n}\n",
    );
  });

  test.each([
    ["json without a schema", [content("json")], "unknown"],
    ["text", [content("text")], "string | undefined"],
    ["bytes", [content("binary")], "RawBody | undefined"],
    [
      "JSON before others",
      [content("binary"), content("json", { schema: reference })],
      "schemas.Thing | undefined",
    ],
    ["two that are not JSON", [content("text"), content("binary")], "string | RawBody | undefined"],
  ])("an optional body of %s", (_name, contents, type) => {
    const body = { required: false, description: "", content: contents };
    expect(paramsDeclaration(operation({ body }), printer)).toContain(
      `  readonly body?: ${type};\n`,
    );
  });

  test("a key that is no identifier is quoted, and __proto__ is a plain key", () => {
    const parameters = [parameter("header", 'x"; alert(1); "'), parameter("query", "__proto__")];
    const text = paramsDeclaration(operation({ parameters }), printer);
    expect(text).toContain(String.raw`  readonly "x\"; alert(1); \""?: string | undefined;`);
    expect(text).toContain('  readonly ["__proto__"]?: string | undefined;');
  });

  test("a description cannot end its comment", () => {
    const parameters = [parameter("query", "q", { description: "*/ alert(1); /*" })];
    expect(paramsDeclaration(operation({ parameters }), printer)).toContain(
      "/** * / alert(1); / * */",
    );
  });
});

function result(...responses: readonly ResponseModel[]): string {
  return resultDeclaration(operation({ responses }), printer);
}

describe("result", () => {
  test("is the type of the JSON answer", () => {
    expect(result(response("200", content("json", { schema: reference })))).toBe(
      "export type ListResult = schemas.Thing;\n",
    );
  });

  test("is undefined where an answer has no content", () => {
    expect(result(response("204"))).toBe("export type ListResult = undefined;\n");
  });

  test("joins the answers, each once, undefined last", () => {
    const json = content("json", { schema: reference });
    expect(
      result(
        response("200", json),
        response("201", json),
        response("202"),
        response("203", content("text")),
      ),
    ).toBe("export type ListResult = schemas.Thing | string | undefined;\n");
  });

  test("has a line for each member when it is wide", () => {
    const ok = content("json", { schema: { enum: ["a".repeat(45)] } });
    const created = content("json", { schema: { enum: ["b".repeat(45)] } });
    expect(result(response("200", ok), response("201", created))).toBe(
      `export type ListResult =\n  | "${"a".repeat(45)}"\n  | "${"b".repeat(45)}";\n`,
    );
  });

  test("is bytes after a redirect, and for a media type that is neither JSON nor text", () => {
    expect(result(response("302"))).toBe("export type ListResult = Uint8Array;\n");
    expect(result(response("200", content("binary")))).toBe(
      "export type ListResult = Uint8Array;\n",
    );
  });

  test("is unknown where no answer is documented", () => {
    expect(result(response("404"))).toBe("export type ListResult = unknown;\n");
    expect(result(response("200", content("json")), response("204"))).toBe(
      "export type ListResult = unknown;\n",
    );
  });

  test("a paged operation declares its items too", () => {
    const paging = { description: { style: "link" as const }, item: reference };
    expect(itemDeclaration(operation({ paging }), printer)).toBe(
      "export type ListItem = schemas.Thing;\n",
    );
    expect(itemDeclaration(operation(), printer)).toBe("");
  });
});

const json = content("json", { schema: reference });

function errors(...responses: readonly ResponseModel[]): string {
  return errorsDeclaration(operation({ responses: [response("200"), ...responses] }), printer);
}

describe("errors", () => {
  test("are bodies by status, with what the document says of each", () => {
    const missing = { ...response("404", json), description: "No such thing" };
    expect(errors(response("304"), missing, response("422", content("text")))).toBe(
      `export interface ListErrors {
  304: undefined;
  /** No such thing */
  404: schemas.Thing;
  422: string;
}
`,
    );
  });

  test("nothing is declared where none is documented", () => {
    expect(errors()).toBe("");
  });

  test("a range stands for what nothing more specific documents", () => {
    expect(errors(response("404"), response("4XX", json))).toBe(
      "export interface ListErrors extends Record<Exclude<HttpStatuses[4], 404>, schemas.Thing> {\n  404: undefined;\n}\n",
    );
  });

  test("default stands for every other error", () => {
    expect(errors(response("default", json))).toBe(
      "export type ListErrors = Record<HttpStatuses[4] | HttpStatuses[5], schemas.Thing>;\n",
    );
    expect(errors(response("5XX"), response("default", json))).toBe(
      "export type ListErrors = Record<HttpStatuses[5], undefined> & Record<HttpStatuses[4], schemas.Thing>;\n",
    );
    expect(errors(response("4XX"), response("5XX"), response("default", json))).toBe(
      "export type ListErrors = Record<HttpStatuses[4], undefined> & Record<HttpStatuses[5], undefined> & Record<never, never>;\n",
    );
  });
});
