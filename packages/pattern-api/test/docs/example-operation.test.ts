import type { AuthDescription } from "@agentflow/core/runtime";
import { describe, expect, test } from "vitest";
import { exampleCall } from "../../src/docs/example-call.js";
import { exampleClient } from "../../src/docs/example-client.js";
import {
  exampleOperation,
  exampleParams,
  examplePagedOperation,
} from "../../src/docs/example-operation.js";
import type { OperationModel } from "../../src/model/api-model.js";
import { content, group, model, operation, parameter, response } from "../tests/small-model.js";

const id = parameter("path", "id", { example: "42" });
const named = (name: string, given: Partial<OperationModel> = {}): OperationModel =>
  operation({ id: `things/${name}`, name, typeName: name, ...given });
const chosen = (...operations: readonly OperationModel[]): string =>
  exampleOperation(model([group(...operations)])).operation.name;

describe("exampleOperation", () => {
  test("prefers reading to writing", () => {
    expect(chosen(named("create", { method: "POST" }), named("list"))).toBe("list");
  });

  test("prefers what is not deprecated", () => {
    expect(chosen(named("a", { deprecated: true, parameters: [id] }), named("b"))).toBe("b");
  });

  test("prefers an operation with something to give", () => {
    expect(chosen(named("a"), named("b", { parameters: [id], path: "/things/{id}" }))).toBe("b");
  });

  test("prefers JSON", () => {
    const responses = [response("200", content("binary"))];
    expect(chosen(named("a", { responses }), named("b"))).toBe("b");
  });

  test("prefers the name that says it all, then the shorter path", () => {
    expect(chosen(named("list"), named("get", { path: "/things/long" }))).toBe("get");
    expect(chosen(named("a", { path: "/things/long" }), named("b", { path: "/b" }))).toBe("b");
  });

  test("of equals the first one wins", () => {
    expect(chosen(named("a"), named("b"))).toBe("a");
  });

  test("prefers a lesser operation whose values are known", () => {
    const impossible = parameter("path", "id", { schema: { type: "string", enum: [] } });
    const broken = named("get", { parameters: [impossible], path: "/{id}" });
    expect(chosen(broken, named("list", { method: "DELETE" }))).toBe("list");
    expect(chosen(broken)).toBe("get");
  });

  test("a model without operations has none", () => {
    expect(() => exampleOperation(model([]))).toThrow("Things has no operation.");
  });
});

describe("examplePagedOperation", () => {
  test("is one with pages, or nothing", () => {
    const paging = { description: { style: "link" as const }, item: true };
    const paged = model([group(named("get"), named("list", { paging }))]);
    expect(examplePagedOperation(paged)?.operation.name).toBe("list");
    expect(examplePagedOperation(model([group(named("get"))]))).toBeUndefined();
  });
});

function paramsText(given: Partial<OperationModel>, before = 0): string {
  return exampleParams(model([]), operation(given), before).toString();
}

describe("exampleParams", () => {
  test("gives what is required, with the document's own examples", () => {
    expect(paramsText({ parameters: [id, parameter("query", "q")] })).toBe('{ id: "42" }');
    expect(paramsText({})).toBe("");
  });

  test("gives a required body", () => {
    const schema = { type: "object", required: ["a"], properties: { a: { type: "integer" } } };
    const body = { required: true, description: "", content: [content("json", { schema })] };
    expect(paramsText({ body })).toBe("{ body: { a: 1 } }");
  });

  test("wraps what does not fit the line", () => {
    expect(paramsText({ parameters: [id] }, 95)).toBe('{\n  id: "42",\n}');
  });
});

function printedCall(given: Partial<OperationModel>): Readonly<Record<string, string>> {
  const one = operation(given);
  const things = group(one);
  const { hasErrors, ...printed } = exampleCall(model([things]), { group: things, operation: one });
  const texts = Object.entries(printed).map(([key, code]) => [key, code.toString()]);
  return { ...Object.fromEntries(texts), hasErrors: String(hasErrors) };
}

describe("exampleCall", () => {
  test("prints a call on the client and alone", () => {
    expect(
      printedCall({ name: "get", parameters: [id], responses: [response("200"), response("404")] }),
    ).toEqual({
      access: "things.things.get",
      params: '{ id: "42" }',
      furtherParams: ', { id: "42" }',
      module: '"things-adapter/operations/things"',
      imported: "get",
      standalone: "get",
      hasErrors: "true",
    });
  });

  test("an operation with a reserved name is imported under another", () => {
    expect(printedCall({ name: "delete" })).toMatchObject({
      access: "things.things.delete",
      furtherParams: "",
      imported: "delete as delete_",
      standalone: "delete_",
      hasErrors: "false",
    });
  });
});

describe("exampleClient", () => {
  test("reads the preferred credentials from the environment", () => {
    const auth: AuthDescription = [
      [],
      [{ type: "basic", username: "userName", password: "password" }],
      [{ type: "bearer", option: "token" }],
    ];
    const { create, imports, environment } = exampleClient(model([], { auth }));
    expect(create.toString()).toBe(
      'createThings({ userName: secret("THINGS_USER_NAME"), password: secret("THINGS_PASSWORD") })',
    );
    expect(imports.toString()).toBe("createThings, secret");
    expect(environment).toEqual(["THINGS_USER_NAME", "THINGS_PASSWORD"]);
  });

  test("needs none where the service needs none", () => {
    const { create, imports } = exampleClient(model([]));
    expect(create.toString()).toBe("createThings()");
    expect(imports.toString()).toBe("createThings");
  });
});
