import { expect, test } from "vitest";
import { withMarkdown } from "../../../src/document/correction/with-markdown.js";
import type { JsonObject } from "../../../src/document/json-object.js";

const one = (operation: JsonObject): JsonObject => ({ paths: { "/things": { get: operation } } });

test.each([
  ["paragraphs", "<p>One.</p>\n\n<p>Two.</p>\n", "One.\n\nTwo."],
  ["code and stress", "<p><code>a</code> <strong>b</strong> <EM>c</EM></p>", "`a` **b** *c*"],
  ["lists", "<p>Of:</p><ul>\n<li>a</li>\n<li>b</li>\n</ul>", "Of:\n\n- a\n\n- b"],
  [
    "links",
    '<p><a class="x" href="https://a.example/b?c">d</a>.</p>',
    "[d](https://a.example/b?c).",
  ],
  ["links that lead nowhere by themselves", '<p><a href="/docs">d</a>, <a>e</a></p>', "d, e"],
  ["links to programs", '<p><a href="javascript:alert(1)">d</a></p>', "d"],
  ["entities", "<p>a &lt; b &amp;lt; c &#39;d&#39; &unknown;</p>", "a < b &lt; c 'd' &unknown;"],
  ["other tags", '<p><span id="a">a</span><br>b<script>c</script></p>', "a\nbc"],
  ["tags called as what objects inherit", "<p>a<constructor>b</valueof>c</p>", "abc"],
  ["what is no tag", "<p>a < b > c <3</p>", "a < b > c <3"],
])("writes %s as Markdown", (_case, description, expected) => {
  expect(withMarkdown(one({ description }))).toEqual(one({ description: expected }));
});

test("leaves what does not begin with a tag, and what is no text", () => {
  for (const operation of [{ description: "a <b>b</b>" }, { description: 5 }, {}]) {
    expect(withMarkdown(one(operation))).toEqual(one(operation));
  }
});

test("takes a time that grows with the text alone", () => {
  const description = `<p>${'<a href="'.repeat(100_000)}`;
  expect(withMarkdown(one({ description }))).toEqual(one({ description: description.slice(3) }));
});
