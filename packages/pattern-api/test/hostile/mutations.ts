/** One step of escaping or checking, and the text that switches it off. */
export interface Mutation {
  readonly name: string;
  /** Relative to `packages`. */
  readonly file: string;
  /** Occurs once in the file. */
  readonly from: string;
  readonly to: string;
}

const literal = "core/src/template/literal.ts";
const code = "core/src/template/code.ts";
const markdown = "core/src/template/render-file.ts";
const plain = "core/src/template/plain-text.ts";
const groups = "pattern-api/src/model/group-names.ts";
const names = "core/src/template/inherited-names.ts";
const values = "pattern-api/src/document/check-values.ts";

/** Every step between a document's text and a file. */
export const mutations: readonly Mutation[] = [
  {
    name: "strings: quotes",
    file: literal,
    from: "return JSON.stringify(text)\n",
    to: 'return `"${text}"`\n',
  },
  { name: "strings: end of a script", file: literal, from: '.replaceAll("</", "<\\\\/")', to: "" },
  {
    name: "strings: HTML comments",
    file: literal,
    from: '.replaceAll("<!--", "\\\\u003c!--")',
    to: "",
  },
  {
    name: "strings: hidden characters",
    file: literal,
    from: '"\\\\u003c!--")\n    .replace(unsafe, escaped);',
    to: '"\\\\u003c!--");',
  },
  {
    name: "comments and Markdown: hidden characters",
    file: literal,
    from: "return text.replace(unsafe, escaped);",
    to: "return text;",
  },
  {
    name: "JSON: hidden characters",
    file: literal,
    from: 'character === "\\n" ? character : escaped(character)',
    to: "character",
  },
  {
    name: "keys: quotes",
    file: literal,
    from: "return isIdentifierName(key) ? key : stringLiteral(key);",
    to: "return key;",
  },
  {
    name: "keys: __proto__",
    file: literal,
    from: 'if (key === "__proto__") return \'["__proto__"]\';',
    to: "",
  },
  {
    name: "numbers: their type",
    file: literal,
    from: 'if (typeof value !== "number" || !Number.isFinite(value)) {',
    to: "if (value === undefined) {",
  },
  { name: "comments: their end", file: code, from: '.replaceAll("*/", "* /")', to: "" },
  {
    name: "comments: lines",
    file: code,
    from: ".split(/\\r\\n|[\\n\\r\\u0085\\u2028\\u2029]/)",
    to: '.split("\\0")',
  },
  { name: "comments: directives", file: code, from: "[@#](?=ts-|__)|", to: "" },
  { name: "comments: end of a script", file: code, from: "|<(?=\\/script|!--)", to: "" },
  {
    name: "comments: source maps",
    file: code,
    from: '.replaceAll(/(?<=[@#]\\s*source(?:Mapping)?URL)=/g, " =")',
    to: "",
  },
  {
    name: "identifiers: reserved words",
    file: code,
    from: "return reserved.has(name);",
    to: "return false;",
  },
  { name: "Markdown: punctuation", file: markdown, from: '"\\\\$&",', to: '"$&",' },
  {
    name: "Markdown: code",
    file: plain,
    from: 'const fence = "`".repeat(longest + 1);',
    to: 'const fence = "`";',
  },
  {
    name: "Markdown: targets",
    file: plain,
    from: 'if (url.protocol !== "https:" && url.protocol !== "http:") return "";',
    to: "",
  },
  {
    name: "files: device names",
    file: groups,
    from: "return deviceFile.test(file) ? `${file}-group` : file;",
    to: "return file;",
  },
  {
    name: "files: length",
    file: groups,
    from: 'words.slice(0, longestFile).replace(/-$/, "")',
    to: "words",
  },
  {
    name: "files: letters",
    file: "core/src/template/name-words.ts",
    from: 'return words.join("-").toLowerCase();',
    to: 'return words.join("/../").toLowerCase();',
  },
  {
    name: "names: what every object has",
    file: names,
    from: "return inherited.has(name);",
    to: "return false;",
  },
  {
    name: "names: what modules keep",
    file: names,
    from: "return inherited.has(name) || special.has(name);",
    to: "return false;",
  },
  { name: "names: strict words", file: groups, from: "|| strictWords.has(name)", to: "" },
  {
    name: "texts: length",
    file: values,
    from: "if (text.length <= longestText) return;",
    to: "return;",
  },
  {
    name: "numbers: infinite",
    file: values,
    from: "if (Number.isFinite(value)) return;",
    to: "return;",
  },
  {
    name: "manifest: half a surrogate pair",
    file: "pattern-api/src/package/package-json.ts",
    from: ".toWellFormed()",
    to: "",
  },
  {
    name: "references: outside the folder",
    file: "core/src/documents/related-address.ts",
    from: "if (!isInside(file, folder)) throw",
    to: "if (false) throw",
  },
  {
    name: "references: links",
    file: "core/src/documents/read-related-document.ts",
    from: "!isInside(path, await realpath(folder))",
    to: "false",
  },
  {
    name: "references: hosts",
    file: "core/src/documents/related-address.ts",
    from: "if (url && mayAsk(url, home, hosts)) {",
    to: "if (url) {",
  },
  {
    name: "references: circles",
    file: "pattern-api/src/document/references.ts",
    from: "if (hops >= hopLimit) throw",
    to: "if (false) throw",
  },
  {
    name: "YAML: aliases",
    file: "pattern-api/src/document/parse-yaml-document.ts",
    from: "checkAliases(value, source);",
    to: "",
  },
  {
    name: "paths: control characters",
    file: "pattern-api/src/model/path-template.ts",
    from: "if (/[\\u0000-\\u0020\\u007f\\\\]/.test(path))",
    to: "if (false)",
  },
  {
    name: "headers: tokens",
    file: "pattern-api/src/model/http-token.ts",
    from: "return token.test(text);",
    to: "return true;",
  },
];
