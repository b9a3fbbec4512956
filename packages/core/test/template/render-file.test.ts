import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createContext, runInContext } from "node:vm";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Code } from "../../src/template/code.js";
import { markdownText, renderFile } from "../../src/template/render-file.js";
import { templateFolder, type ViewsOf } from "../../src/template/template-folder.js";
import { temporaryDirectory } from "../documents/temporary-directory.js";

/** The text that a template makes of a view, as a file of the given name. */
function render(template: string, view: object, path = "src/index.ts"): string {
  const directory = temporaryDirectory({ "template.eta": template });
  return renderFile({
    kind: "render",
    path,
    template: pathToFileURL(join(directory, "template.eta")),
    view,
  });
}

test("a value in a .ts file is a literal with its own quotes", () => {
  expect(render("const a = <%= it.a %>;\n", { a: '"; process.exit(); "' })).toBe(
    'const a = "\\"; process.exit(); \\"";\n',
  );
});

test("no text of a view leaves its literal", () => {
  const realm = createContext({});
  const directory = temporaryDirectory({ "a.eta": "[<%= it.text %>, <%= it.object %>]" });
  const template = pathToFileURL(join(directory, "a.eta"));
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const view = { text, object: { [text]: text } };
      const code = renderFile({ kind: "render", path: "a.ts", template, view });
      expect(structuredClone(runInContext(code, realm))).toEqual([text, { [text]: text }]);
    }),
    { numRuns: 200 },
  );
});

test("a value in a .json file is JSON", () => {
  expect(render('{"a": <%= it.a %>}', { a: ["\u202e", null] }, "package.json")).toBe(
    '{"a": ["\\u202e",null]}',
  );
});

test("a value in a .md file is text without markup", () => {
  expect(render("# <%= it.a %>\n", { a: "<script>*x*\n# y" }, "README.md")).toBe(
    "# \\<script\\>\\*x\\* \\# y\n",
  );
});

test("a number in a .md file is printed as it is", () => {
  expect(render("<%= it.a %> <%= it.b %>", { a: 12, b: true }, "README.md")).toBe("12 true");
});

test("a list in a .md file is its JSON, without markup", () => {
  expect(render("<%= it.a %>", { a: ["*x*", 1] }, "README.md")).toBe('\\["\\*x\\*",1\\]');
});

test("raw tags print Code and finite numbers", () => {
  expect(render("<%~ it.a %> = <%~ it.b %>", { a: Code.identifier("x"), b: 1.5 })).toBe("x = 1.5");
});

test.each([
  "text",
  Number.NaN,
  Infinity,
  true,
  null,
  undefined,
  {},
  ["a"],
  { toString: () => "x" },
])("a raw tag refuses %j", (a) => {
  expect(() => render("<%~ it.a %>", { a })).toThrow(
    expect.objectContaining({
      code: "AF_CODE_REFUSED",
      message: '"src/index.ts" cannot be made: `<%~ %>` prints Code only.',
      location: { source: expect.stringMatching(/^file:.*template\.eta$/) },
    }),
  );
});

test.each([undefined, () => 1, Code.trusted("x")])("a printing tag refuses %s", (a) => {
  for (const path of ["a.ts", "a.json", "a.md"]) {
    expect(() => render("<%= it.a %>", { a }, path)).toThrow(
      expect.objectContaining({ code: "AF_TEMPLATE_INVALID" }),
    );
  }
});

test("a printing tag refuses what a value hides deeper down", () => {
  expect(() => render("<%= it.a %>", { a: [Number.NaN] })).toThrow(
    expect.objectContaining({ code: "AF_TEMPLATE_INVALID" }),
  );
});

test("a tag alone on its line takes the line with it, and a printing tag does not", () => {
  const template = "<% for (const a of it.list) { %>\n  <%= a %>\n  <% } %>\nend\n";
  expect(render(template, { list: [1, 2] })).toBe("  1\n  2\nend\n");
});

test("a tag beside text leaves the line", () => {
  expect(render("a <% if (it.yes) { %>b<% } %> c\n", { yes: true })).toBe("a b c\n");
});

test.each([
  ["<% if ( %>", "src/index.ts"],
  ["<%= it.missing.deeper %>", "src/index.ts"],
  ["text", "image.png"],
])("the template %j fails with the name of the file", (template, path) => {
  expect(() => render(template, {}, path)).toThrow(
    expect.objectContaining({
      code: "AF_TEMPLATE_INVALID",
      message: expect.stringContaining(`"${path}" cannot be made: `),
    }),
  );
});

test("a template that is not there is named", () => {
  const missing = pathToFileURL(join(temporaryDirectory(), "none.eta"));
  expect(() => renderFile({ kind: "render", path: "a.ts", template: missing, view: {} })).toThrow(
    expect.objectContaining({ code: "AF_TEMPLATE_INVALID", location: { source: missing.href } }),
  );
});

test("what a template throws need not be an error", () => {
  expect(() => render('<% throw "text"; %>', {})).toThrow("cannot be made: text");
});

test("a template is read once", () => {
  const directory = temporaryDirectory({ "a.eta": "<%= it.a %>" });
  const template = pathToFileURL(join(directory, "a.eta"));
  expect(renderFile({ kind: "render", path: "a.ts", template, view: { a: 1 } })).toBe("1");
  writeFileSync(template, "changed");
  expect(renderFile({ kind: "render", path: "b.ts", template, view: { a: 2 } })).toBe("2");
});

test("a copied file is the source, verbatim", () => {
  const source = new URL(import.meta.url);
  expect(renderFile({ kind: "copy", path: "a.ts", source })).toBe(readFileSync(source, "utf8"));
});

test("text is itself", () => {
  expect(renderFile({ kind: "text", path: "a.ts", text: "<%= it %>" })).toBe("<%= it %>");
});

test("a template folder plans files from its own folder", () => {
  const folder = templateFolder<{ "a.ts.eta": { name: string } }>(
    new URL("file:///pattern/templates/"),
  );
  expect(folder.render("a.ts.eta", "src/a.ts", { name: "x" })).toEqual({
    kind: "render",
    path: "src/a.ts",
    template: new URL("file:///pattern/templates/a.ts.eta"),
    view: { name: "x" },
  });
  expect(folder.copy("runtime/b.ts", "src/b.ts")).toEqual({
    kind: "copy",
    path: "src/b.ts",
    source: new URL("file:///pattern/templates/runtime/b.ts"),
  });
});

test("a template folder knows its views by their types", () => {
  const folder = templateFolder<{ "a.ts.eta": { name: string } }>(new URL("file:///"));
  type Views = ViewsOf<typeof folder>;
  const view: Views["a.ts.eta"] = { name: "x" };
  // @ts-expect-error the view needs a name
  folder.render("a.ts.eta", "a.ts", {});
  // @ts-expect-error there is no such template
  folder.render("b.ts.eta", "b.ts", view);
  expect(view).toEqual({ name: "x" });
});

test.each([
  ["plain text", "plain text"],
  ["  two\n lines\t", "two lines"],
  ["*a* _b_ `c` [d](e) ![f](g)", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) !\\[f\\](g)"],
  ["<img src=x onerror=alert(1)>", "\\<img src=x onerror=alert(1)\\>"],
  ["| cell", "\\| cell"],
  ["&lt;script&gt; $x$ ~~y~~", "\\&lt;script\\&gt; \\$x\\$ \\~\\~y\\~\\~"],
  ["- item", "\\- item"],
  ["+ item", "\\+ item"],
  ["12. item", "12\\. item"],
  ["3) item", "3\\) item"],
  ["=== heading", "\\=== heading"],
  ["1.5 - 2 = x", "1.5 - 2 = x"],
  ["a\\b", "a\\\\b"],
  ["\u202eabc", "\\\\u202eabc"],
])("Markdown shows %j as it is", (text, expected) => {
  expect(markdownText(text)).toBe(expected);
});

test.each(Array.from("\\`*_{}[]<>|#~&$"))("Markdown shows %s in a text as it is", (mark) => {
  expect(markdownText(`a${mark}b`)).toBe(`a\\${mark}b`);
});

test("Markdown text has one line and no character that starts markup", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(markdownText(text)).toMatch(/^(?:[^\\`*_{}[\]<>|#~&$\p{Cc}]|\\[!-/:-@[-`{-~])*$/u);
    }),
    { numRuns: 1000 },
  );
});
