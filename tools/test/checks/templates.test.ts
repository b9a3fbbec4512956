import { expect, test } from "vitest";
import { checkTemplates } from "../../src/checks/templates.ts";
import { fileTree } from "../file-tree.ts";

const bindings = `
import { templateFolder } from "@agentflow/core";
interface ClientView { readonly name: string; readonly methods: readonly { readonly id: string }[] }
export const templates = templateFolder<{ "src/client.ts.eta": ClientView }>(new URL("../templates/", import.meta.url));
`;
const core = `
export declare class Code { readonly code: true }
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
declare const views: unique symbol;
export interface TemplateFolder<Views extends object> { readonly [views]?: Views }
export type ViewsOf<Folder> = Folder extends TemplateFolder<infer Views> ? Views : never;
export declare function templateFolder<Views extends object>(folder: URL): TemplateFolder<Views>;
`;
const pattern = {
  "node_modules/@agentflow/core/package.json": {
    name: "@agentflow/core",
    type: "module",
    exports: "./index.d.ts",
  },
  "node_modules/@agentflow/core/index.d.ts": core,
  "packages/pattern-x/package.json": { name: "@agentflow/pattern-x", type: "module" },
  "packages/pattern-x/src/templates.ts": bindings,
};
const template = "packages/pattern-x/templates/src/client.ts.eta";

test("accepts templates and verbatim sources that fit their types", () => {
  const root = fileTree({
    ...pattern,
    [template]:
      "const name = <%= it.name %>;\n<% for (const method of it.methods) { %>\n<%= method.id %>\n<% } %>\n",
    "packages/pattern-x/templates/src/page.ts": "export const page = 1;\n",
  });
  expect(checkTemplates(root)).toEqual([]);
});

test.each([
  ["a property the view lacks", "\n\n<%= it.nmae %>\n", 3, "nmae"],
  ["text where only Code may be printed", "line\n<%~ it.name %>", 2, "Code"],
  ["a value that is not JSON", "<% const f = () => 1; %>\n<%= f %>", 2, "not assignable"],
  [
    "a mistake inside a loop",
    "<% for (const m of it.methods) { %>\n<%= m.name %>\n<% } %>",
    2,
    "name",
  ],
  ["an unknown variable", "\n<%= id %>", 2, "id"],
])("finds %s on its line of the template", (_case, text, line, mentioned) => {
  const problems = checkTemplates(fileTree({ ...pattern, [template]: text }));
  expect(problems).toMatchObject([{ file: template, line }]);
  expect(problems[0]?.message).toContain(mentioned);
});

test("finds a template without a view", () => {
  const other = "packages/pattern-x/templates/src/other.ts.eta";
  const problems = checkTemplates(fileTree({ ...pattern, [template]: "", [other]: "" }));
  expect(problems).toMatchObject([{ file: other, line: 1 }]);
});

test("finds a view without a template", () => {
  const views = bindings.replace('{ "src/client', '{ "src/gone.ts.eta": ClientView; "src/client');
  const files = { ...pattern, "packages/pattern-x/src/templates.ts": views, [template]: "" };
  expect(checkTemplates(fileTree(files))).toMatchObject([
    { file: "packages/pattern-x/src/templates.ts" },
  ]);
});

test("finds a type error in a verbatim source", () => {
  const source = "packages/pattern-x/templates/src/page.ts";
  const files = { ...pattern, [template]: "", [source]: "\nexport const page: string = 1;\n" };
  expect(checkTemplates(fileTree(files))).toMatchObject([{ file: source, line: 2 }]);
});
