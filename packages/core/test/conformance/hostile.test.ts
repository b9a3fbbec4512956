import { describe, expect, test } from "vitest";
import { EscapeFinder } from "../../src/conformance/hostile/escapes.js";
import { canary } from "../../src/conformance/hostile/payloads.js";
import { placesOf, placeText, withoutKey, withText } from "../../src/conformance/hostile/places.js";
import { broken, type SceneChanges } from "./scene.js";

const rule = "hostile texts of a model stay texts";

/** Lets a template print texts that pass for code: `raw` is the text of the model, `keys` the keys of its labels. */
const careless = (template: string, from: string, to: string): SceneChanges => ({
  files: {
    "code.js": `import { Code } from "@agentflow/core";
export const viewOf = (model) => ({
  ...model,
  raw: Code.trusted(model.text),
  keys: Code.trusted(Object.keys(model.labels).map((key) => key + ": 1").join()),
});
`,
    [template]: [from, to],
  },
});

test("texts that printers print stay what they are", async () => {
  expect(await broken(rule, {})).toEqual([]);
});

describe("a text that is printed without care is found", () => {
  test.each([
    [
      "in code",
      "templates/src/greet.ts.eta",
      "<%= it.text %>",
      '"<%~ it.raw %>"',
      /^error: double quote in text: src\/greet\.ts has /,
    ],
    [
      "in a comment",
      "templates/src/greet.ts.eta",
      "What to say.",
      "<%~ it.raw %>",
      /^error: end of a comment in text: src\/greet\.ts has /,
    ],
    [
      "in JSON",
      "templates/labels.json.eta",
      "<%= it.labels %>",
      '{ "said": "<%~ it.raw %>" }',
      /^error: double quote in text: labels\.json has no syntax: /,
    ],
    [
      "in Markdown",
      "templates/README.md.eta",
      "<%= it.text %>",
      "<%~ it.raw %>",
      /^error: line separator in text: README\.md has line that breaks a rule: /,
    ],
  ])("%s", async (_where, template, from, to, first) => {
    const found = await broken(rule, careless(template, from, to));
    expect(found[0]).toMatch(first);
  });
});

test("a key that is printed without care is found", async () => {
  const found = await broken(
    rule,
    careless("templates/src/greet.ts.eta", "<%= it.labels %>", "{ <%~ it.keys %> }"),
  );
  expect(found[0]).toMatch(/^error: double quote in the key labels\.spoken: src\/greet\.ts has /);
});

test("a text that is refused is in no file", async () => {
  const changes = careless("templates/src/greet.ts.eta", "<%= it.text %>", '"<%~ it.raw %>"');
  const found = await broken(rule, {
    ...changes,
    pattern: (right) => ({
      ...right,
      decompose: (model) => {
        const { text } = model as unknown as { readonly text: string }; // the scene's model
        if (!/^[\w, !]+$/.test(text)) throw new Error("This is no greeting.");
        return right.decompose(model);
      },
    }),
  });
  expect(found).toEqual([]);
});

test("a pattern that refuses every other text has none in its files", async () => {
  const found = await broken(rule, {
    pattern: (right) => ({
      ...right,
      decompose: (model) => {
        const { text } = model as unknown as { readonly text: string }; // the scene's model
        if (!text.startsWith("Hello")) throw new Error("This is no greeting.");
        return right.decompose(model);
      },
    }),
  });
  expect(found).toEqual([]);
});

test("of a model with many texts, each gets a part of the payloads", async () => {
  let made = 0;
  const labels = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`l${index}`, "x"]));
  const found = await broken(rule, {
    pattern: (right) => ({
      ...right,
      inspect: async (...given) => Object.assign(await right.inspect(...given), { labels }),
      decompose: (model) => {
        made += 1;
        return right.decompose(model);
      },
    }),
  });
  expect(found).toEqual([]);
  expect(made).toBeGreaterThan(1000);
  expect(made).toBeLessThan(2000);
});

describe("places of a model", () => {
  const model = { a: [{ b: "x" }], c: "y" };

  test("are its texts and its keys", () => {
    expect(placesOf(model).map(placeText)).toEqual([
      "the key a",
      "the key a[0].b",
      "a[0].b",
      "the key c",
      "c",
    ]);
  });

  test("take another text, and nothing else changes", () => {
    const changed = placesOf(model).map((place) => withText(model, place, "__proto__"));
    expect(changed.map((one) => JSON.stringify(one))).toEqual([
      '{"__proto__":[{"b":"x"}],"c":"y"}',
      '{"a":[{"__proto__":"x"}],"c":"y"}',
      '{"a":[{"b":"__proto__"}],"c":"y"}',
      '{"a":[{"b":"x"}],"__proto__":"y"}',
      '{"a":[{"b":"x"}],"c":"__proto__"}',
    ]);
  });

  test("that are keys can be left out", () => {
    const [first] = placesOf(model);
    expect(first && withoutKey(model, first)).toEqual({ c: "y" });
  });
});

describe("what got out of its place", async () => {
  const finder = await EscapeFinder.create();
  const file = (path: string, text: string) => ({ path, text, verbatim: false });
  finder.learn([
    file(
      "a.ts",
      'import { b } from "c";\nexport const a = { "d-e": b, f: [1] };\nexport const g = "h";\n',
    ),
  ]);

  test.each([
    ["a.ts", 'import { z } from "y";\nexport const x = { f: z, "g-h": [2] };\n', []],
    ["a.ts", `export const a = ${canary};\n`, ["a.ts has other code than usual"]],
    ["a.ts", "export const a = ;\n", ["a.ts has no syntax"]],
    ["a.ts", '// @ts-expect-error\nexport const a = "";\n', ['a.ts has "@ts-expect"']],
    ["a.ts", 'export const a = "</script>";\n', ['a.ts has "</script"']],
    ["a.ts", 'export const a = "\u202e";\n', ["a.ts has line that breaks a rule"]],
    ["a.mjs", `export const a = ${canary};\n`, ["a.mjs has other code than usual"]],
    ["a.tsx", "export const a = <b>;\n", ["a.tsx has no syntax"]],
    ["a.json", "{", ["a.json has no syntax"]],
    ["a.json", `{"${canary}":1}`, ["a.json has other code than usual (a JSON member of its own)"]],
    ["a.md", "<b>", ['a.md has "<b"']],
    ["a.md", "[a](javascript:b)", ['a.md has "](javascript:b"']],
    ["a.md", "\\<b> `<b>` [a](docs/a.md) [b](https://example.com)", []],
    ["a.sql", "\u202e", []],
  ])("of %s: %s", (path, text, escapes) => {
    const found = finder.escapes([file(path, text)]);
    expect(found.map((escape, index) => escape.slice(0, escapes[index]?.length))).toEqual(escapes);
  });

  test("is not looked for in what is shipped verbatim", () => {
    expect(finder.escapes([{ path: "a.ts", text: "(", verbatim: true }])).toEqual([]);
  });
});
