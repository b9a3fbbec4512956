import { written } from "./hostile-document.js";

/** A document whose structure is the attack. */
export interface Structure {
  readonly name: string;
  /** Made when it is needed: some are large. */
  readonly text: () => string;
  /** Files beside it, by name; a link is `{ link: <target> }`. */
  readonly files?: Readonly<Record<string, string | { readonly link: string }>>;
  /** The code that it is refused with; left out: a package comes out. */
  readonly code?: string;
}

const times = <Item>(count: number, item: (index: number) => Item): readonly Item[] =>
  Array.from({ length: count }, (_, index) => item(index));

const object = (count: number, entry: (index: number) => readonly [string, unknown]): object =>
  Object.fromEntries(times(count, entry));

const deep = (levels: number, open: string, close: string): string =>
  open.repeat(levels) + close.repeat(levels);

/** An OpenAPI document around some parts; it has a harmless operation, so that something is left. */
function api(parts: {
  readonly schemas?: object;
  readonly paths?: object;
  readonly components?: object;
  readonly others?: object;
}): string {
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Hostile", version: "1" },
    servers: [{ url: "https://hostile.example" }],
    paths: {
      "/harmless": { get: { operationId: "ping", responses: { "204": {} } } },
      ...parts.paths,
    },
    components: { schemas: parts.schemas ?? {}, ...parts.components },
    ...parts.others,
  });
}

/** An operation that sends and receives a schema. */
const using = (schema: object): object => ({
  "/things": {
    post: {
      operationId: "add",
      requestBody: { required: true, content: { "application/json": { schema } } },
      responses: { "200": { content: { "application/json": { schema } } } },
    },
  },
});

const reference = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const schemaOf = (schema: object): string => api({ paths: using(schema) });
const tooLarge = "AF_DOCUMENT_TOO_LARGE";
const large = "a".repeat(10_000_000);
/** As long as a text may be. */
const longest = (text: string): string => text.repeat(1024 * 1024).slice(0, 1024 * 1024);

/** A value far down, where `JSON.stringify` would need too much stack. */
const withDeep = (json: string): string =>
  schemaOf({ default: "@deep" }).replaceAll('"@deep"', json);

const references: readonly Structure[] = [
  {
    name: "schemas of four references each, 30 levels",
    text: () =>
      api({
        paths: using(reference("S0")),
        schemas: {
          ...object(30, (level) => [
            `S${level}`,
            {
              type: "object",
              required: ["a", "b", "c", "d"],
              properties: object(4, (index) => ["abcd"[index] ?? "", reference(`S${level + 1}`)]),
            },
          ]),
          S30: { type: "string" },
        },
      }),
  },
  ...["allOf", "oneOf", "anyOf"].map((keyword) => ({
    name: `${keyword} that doubles, 30 levels`,
    text: () =>
      api({
        paths: using(reference("S0")),
        schemas: {
          ...object(30, (level) => [
            `S${level}`,
            { [keyword]: [reference(`S${level + 1}`), reference(`S${level + 1}`)] },
          ]),
          S30: { type: "object", properties: { a: { type: "string" } } },
        },
      }),
  })),
  {
    name: "allOf of itself",
    text: () =>
      api({
        paths: using(reference("A")),
        schemas: { A: { allOf: [reference("A"), { type: "object" }] } },
      }),
  },
  {
    name: "oneOf of each other",
    text: () =>
      api({
        paths: using(reference("A")),
        schemas: {
          A: { oneOf: [reference("B"), { type: "string" }] },
          B: { oneOf: [reference("A"), { type: "number" }] },
        },
      }),
  },
  {
    name: "references in a circle",
    text: () =>
      api({ paths: using(reference("A")), schemas: { A: reference("B"), B: reference("A") } }),
  },
  {
    name: "a reference to itself",
    text: () =>
      api({
        paths: using({
          $ref: "#/paths/~1things/post/requestBody/content/application~1json/schema",
        }),
      }),
  },
  {
    name: "a chain of 10,000 references",
    text: () =>
      api({
        paths: using(reference("S0")),
        schemas: {
          ...object(10_000, (index) => [`S${index}`, reference(`S${index + 1}`)]),
          S10000: { type: "string" },
        },
      }),
  },
  {
    name: "a reference to the whole document",
    text: () => api({ paths: using({ $ref: "#" }) }),
  },
  {
    name: "required properties that hold each other",
    text: () =>
      api({
        paths: using(reference("A")),
        schemas: {
          A: { type: "object", required: ["b"], properties: { b: reference("B") } },
          B: { type: "object", required: ["a"], properties: { a: reference("A") } },
        },
      }),
  },
  {
    name: "parameters, answers and path items in circles",
    text: () =>
      api({
        paths: {
          "/a": { $ref: "#/paths/~1b" },
          "/b": { $ref: "#/paths/~1a" },
          "/c": {
            get: {
              parameters: [{ $ref: "#/components/parameters/A" }],
              requestBody: { $ref: "#/components/requestBodies/A" },
              responses: { "200": { $ref: "#/components/responses/A" } },
            },
          },
        },
        components: {
          parameters: { A: { $ref: "#/components/parameters/A" } },
          requestBodies: { A: { $ref: "#/components/requestBodies/A" } },
          responses: {
            A: { $ref: "#/components/responses/B" },
            B: { $ref: "#/components/responses/A" },
          },
        },
      }),
  },
  {
    name: "a dynamic reference to itself",
    text: () => schemaOf({ $dynamicAnchor: "a", items: { $dynamicRef: "#a" }, type: "array" }),
  },
];

const leading = (target: string): string =>
  api({
    paths: {
      "/things": {
        get: {
          operationId: "get",
          responses: { "200": { content: { "application/json": { schema: { $ref: target } } } } },
        },
      },
    },
  });

/** References that lead out of the document's folder or to another host: the operation is left out, nothing is read. */
const leadingOut: readonly Structure[] = [
  "/etc/passwd",
  "../../../../../../../../etc/passwd",
  "..%2f..%2f..%2f..%2f..%2f..%2fetc/passwd",
  "file:///etc/passwd",
  "FILE:///etc/passwd",
  "http://169.254.169.254/latest/meta-data/#/a",
  "http://[fd00:ec2::254]/latest/meta-data/",
  "//169.254.169.254/latest",
  "http://127.0.0.1:9/a.json",
  "http://2852039166/latest",
  "\\\\host\\share\\a.json",
  "C:\\Windows\\win.ini",
  "data:application/json,{}",
  "npm:left-pad@1.0.0#package.json",
  "/dev/zero",
  "linked.json#/secret",
  "folder/secret.json#/secret",
  ".",
  "",
].map((target) => ({
  name: `a reference to ${target}`,
  text: () => leading(target),
  files: { "linked.json": { link: "/etc/passwd" }, folder: { link: "/etc" } },
}));

const related: readonly Structure[] = [
  {
    name: "documents that refer to each other",
    text: () => leading("a.json#/a"),
    files: { "a.json": '{"a":{"$ref":"b.json#/b"}}', "b.json": '{"b":{"$ref":"a.json#/a"}}' },
  },
  {
    name: "a document that refers to itself by its name",
    text: () => leading("document.json#/components"),
  },
  {
    name: "file names that leave what they are printed into",
    text: () => leading(`${encodeURIComponent('*\\u002f";globalThis.canary=1;`${x}`')}.json#/a`),
    files: { '*\\u002f";globalThis.canary=1;`${x}`.json': '{"a":{"type":"string"}}' },
  },
  {
    name: "a related document that is a YAML bomb",
    text: () => leading("bomb.yaml#/a"),
    files: { "bomb.yaml": aliasBomb("a: &a0 [x]\n") },
  },
  {
    name: "1,000 related documents in a chain",
    text: () => leading("0.json#/a"),
    files: object(1000, (index) => [
      `${index}.json`,
      `{"a":{"$ref":"${index + 1}.json#/a"}}`,
    ]) as Record<string, string>,
  },
];

function aliasBomb(start: string): string {
  const lines = times(
    30,
    (index) => `b${index}: &a${index + 1} [*a${index}, *a${index}, *a${index}]\n`,
  );
  return start + lines.join("");
}

const yamlHead =
  "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {/a: {get: {responses: {'204': {}}}}}\n";
const yaml: readonly Structure[] = [
  {
    name: "YAML aliases that multiply",
    text: () => aliasBomb(`${yamlHead}x: &a0 [x, y, z]\n`),
    code: "AF_DOCUMENT_TOO_LARGE",
  },
  {
    name: "one large YAML value, 10,000 times",
    text: () =>
      `${yamlHead}x: &a [${times(1000, () => "x").join(",")}]\ny: [${times(10_000, () => "*a").join(",")}]\n`,
    code: "AF_DOCUMENT_TOO_LARGE",
  },
  {
    name: "a YAML alias within itself",
    text: () => `${yamlHead}x: &a {b: *a}\n`,
    code: "AF_DOCUMENT_MALFORMED",
  },
  {
    name: "YAML merge keys that multiply",
    text: () =>
      `${yamlHead}m0: &m0 {k: v}\n${times(30, (index) => `m${index + 1}: &m${index + 1} {<<: [*m${index}, *m${index}], a${index}: [*m${index}, *m${index}]}\n`).join("")}`,
    code: "AF_DOCUMENT_TOO_LARGE",
  },
  {
    name: "YAML 100,000 levels deep",
    text: () => `${yamlHead}x: ${deep(100_000, "[", "]")}\n`,
    code: "AF_DOCUMENT_MALFORMED",
  },
  {
    name: "YAML 2,000 levels deep, by indentation",
    text: () => `${yamlHead}x:\n${times(2000, (level) => `${" ".repeat(level + 1)}a:\n`).join("")}`,
    code: "AF_DOCUMENT_MALFORMED",
  },
  {
    name: "a YAML tag of JavaScript",
    text: () => `${yamlHead}x: !!js/function 'function () { globalThis.canary=1 }'\n`,
    code: "AF_DOCUMENT_MALFORMED",
  },
  {
    name: "a YAML tag of Python",
    text: () => `${yamlHead}x: !!python/object/apply:os.system ['true']\n`,
    code: "AF_DOCUMENT_MALFORMED",
  },
  {
    name: "two YAML documents",
    text: () => `${yamlHead}---\n${yamlHead}`,
    code: "AF_DOCUMENT_MALFORMED",
  },
  {
    name: "YAML keys called __proto__",
    text: () =>
      `${yamlHead}__proto__: {paths: {}}\nx: {__proto__: {polluted: 1}, constructor: {prototype: {polluted: 1}}}\n`,
  },
  { name: "a YAML text of 10 MB", text: () => `${yamlHead}x: "${large}"\n`, code: tooLarge },
  {
    name: "100,000 YAML anchors",
    text: () => `${yamlHead}x:\n${times(100_000, (index) => `  - &a${index} x\n`).join("")}`,
  },
];

const depth: readonly Structure[] = [
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
  { name: "a pointer of 100,000 steps", text: () => leading(`#${"/a".repeat(100_000)}`) },
  {
    name: "unclosed arrays, 1,000,000",
    text: () => "[".repeat(1_000_000),
    code: "AF_DOCUMENT_MALFORMED",
  },
];

const described = (description: string): string =>
  api({
    paths: { "/a": { get: { description, summary: description, responses: { "204": {} } } } },
    others: { info: { title: "a", version: "1", description } },
  });

const sizes: readonly Structure[] = [
  {
    name: "a description of 10 MB",
    text: () => api({ others: { info: { title: "a", version: "1", description: large } } }),
    code: tooLarge,
  },
  {
    name: "a title of 10 MB",
    text: () => api({ others: { info: { title: large, version: "1" } } }),
    code: tooLarge,
  },
  {
    name: "an operationId of 10 MB",
    text: () => api({ paths: { "/a": { get: { operationId: large, responses: { "204": {} } } } } }),
    code: tooLarge,
  },
  {
    name: "a tag of 10 MB",
    text: () => api({ paths: { "/a": { get: { tags: [large], responses: { "204": {} } } } } }),
    code: tooLarge,
  },
  {
    name: "a path of 10 MB",
    text: () => api({ paths: { [`/${large}`]: { get: { responses: { "204": {} } } } } }),
    code: tooLarge,
  },
  {
    name: "a property of 10 MB",
    text: () => schemaOf({ type: "object", properties: { [large]: {} } }),
    code: tooLarge,
  },
  {
    name: "a pattern of 10 MB",
    text: () => schemaOf({ type: "string", pattern: large }),
    code: tooLarge,
  },
  {
    name: "a default of 10 MB",
    text: () => schemaOf({ type: "string", default: large }),
    code: tooLarge,
  },
  {
    name: "a required enum of 10 MB",
    text: () => schemaOf({ type: "object", required: ["a"], properties: { a: { enum: [large] } } }),
    code: tooLarge,
  },
  {
    name: "a schema's name of 10 MB",
    text: () =>
      api({
        paths: using({ $ref: `#/components/schemas/${large}` }),
        schemas: { [large]: { type: "string" } },
      }),
    code: tooLarge,
  },
  {
    name: "a comment's end, 3 million times",
    text: () =>
      api({ others: { info: { title: "a", version: "1", description: "*/".repeat(3_000_000) } } }),
    code: tooLarge,
  },
  {
    name: "a description of 5 million lines",
    text: () =>
      api({
        paths: {
          "/a": { get: { description: "\n*".repeat(5_000_000), responses: { "204": {} } } },
        },
      }),
    code: tooLarge,
  },
  {
    name: "a description of brackets",
    text: () =>
      api({
        paths: { "/a": { get: { description: "[".repeat(200_000), responses: { "204": {} } } } },
      }),
  },
  { name: "the longest description of brackets", text: () => described(longest("[")) },
  { name: "the longest description of open links", text: () => described(longest("[a](")) },
  { name: "the longest description of links", text: () => described(longest("![a](b)")) },
  { name: "the longest description of comment ends", text: () => described(longest("*/")) },
  { name: "the longest description of lines", text: () => described(longest("\n*")) },
  { name: "the longest description of backticks", text: () => described(longest("` ")) },
  {
    name: "the longest operationId",
    text: () =>
      api({ paths: { "/a": { get: { operationId: longest("aB "), responses: { "204": {} } } } } }),
  },
  {
    name: "the longest tag",
    text: () =>
      api({ paths: { "/a": { get: { tags: [longest("a-")], responses: { "204": {} } } } } }),
  },
  {
    name: "the longest path",
    text: () =>
      api({ paths: { [`/${longest("a/").slice(1)}`]: { get: { responses: { "204": {} } } } } }),
  },
  {
    name: "the longest path of parameters",
    text: () =>
      api({ paths: { [`/${longest("{a}").slice(3)}`]: { get: { responses: { "204": {} } } } } }),
  },
  {
    name: "the longest property",
    text: () =>
      schemaOf({ type: "object", required: [longest('"')], properties: { [longest('"')]: {} } }),
  },
  { name: "the longest pattern", text: () => schemaOf({ type: "string", pattern: longest("(a") }) },
  {
    name: "the longest pattern of repetitions",
    text: () =>
      schemaOf({
        type: "object",
        required: ["a"],
        properties: { a: { type: "string", pattern: longest("a+") } },
      }),
  },
  {
    name: "the longest default",
    text: () => schemaOf({ type: "string", default: longest("`${") }),
  },
  {
    name: "the longest enum",
    text: () =>
      schemaOf({ type: "object", required: ["a"], properties: { a: { enum: [longest("\\")] } } }),
  },
  {
    name: "the longest name of a schema",
    text: () =>
      api({
        paths: using({ $ref: `#/components/schemas/${longest("a").slice(100)}` }),
        schemas: { [longest("a").slice(100)]: { type: "string" } },
      }),
  },
  {
    name: "the longest media type",
    text: () =>
      api({
        paths: { "/a": { get: { responses: { "200": { content: { [longest("a/")]: {} } } } } } },
      }),
  },
  {
    name: "the longest server",
    text: () => api({ others: { servers: [{ url: longest("{a") }] } }),
  },
  {
    name: "an enum of 100,000 members",
    text: () => schemaOf({ enum: times(100_000, (index) => `member-${index}`) }),
  },
  {
    name: "a oneOf of 10,000 members",
    text: () => schemaOf({ oneOf: times(10_000, (index) => ({ const: index })) }),
  },
  {
    name: "an allOf of 10,000 members",
    text: () =>
      schemaOf({
        allOf: times(10_000, (index) => ({ type: "object", properties: { [`p${index}`]: {} } })),
      }),
  },
  {
    name: "100,000 properties",
    text: () =>
      schemaOf({
        type: "object",
        properties: object(100_000, (index) => [`p${index}`, { type: "string" }]),
      }),
  },
  {
    name: "a mapping of 100,000 names",
    text: () =>
      schemaOf({
        oneOf: [{ type: "object" }],
        discriminator: {
          propertyName: "a",
          mapping: object(100_000, (index) => [`m${index}`, "#/components/schemas/A"]),
        },
      }),
  },
  {
    name: "10,000 parameters",
    text: () =>
      api({
        paths: {
          "/a": {
            get: {
              parameters: times(10_000, (index) => ({
                name: `p${index}`,
                in: "query",
                schema: {},
              })),
              responses: { "204": {} },
            },
          },
        },
      }),
  },
  {
    name: "10,000 media types",
    text: () =>
      api({
        paths: {
          "/a": {
            get: {
              responses: { "200": { content: object(10_000, (index) => [`text/t${index}`, {}]) } },
            },
          },
        },
      }),
  },
  {
    name: "10,000 tags of one name each",
    text: () =>
      api({
        paths: object(10_000, (index) => [
          `/${index}`,
          {
            get: {
              tags: [`!${index % 2 === 0 ? "" : "?"}${" ".repeat(index % 7)}`],
              responses: { "204": {} },
            },
          },
        ]),
      }),
  },
  {
    name: "5,000 operations with one id",
    text: () =>
      api({
        paths: object(5000, (index) => [
          `/${index}`,
          { get: { operationId: "same", responses: { "204": {} } } },
        ]),
      }),
  },
  {
    name: "5,000 operations without an id",
    text: () =>
      api({
        paths: object(5000, (index) => [
          `/${index}/{a}`,
          {
            get: {
              parameters: [{ name: "a", in: "path", required: true, schema: {} }],
              responses: { "204": {} },
            },
          },
        ]),
      }),
  },
  {
    name: "5,000 schemas of one name each",
    text: () =>
      api({
        paths: using({ anyOf: times(5000, (index) => reference(`a${"-".repeat(index)}`)) }),
        schemas: object(5000, (index) => [`a${"-".repeat(index)}`, { type: "string" }]),
      }),
  },
  {
    name: "a path of 2,000 parameters",
    text: () =>
      api({
        paths: {
          [times(2000, (index) => `/{p${index}}`).join("")]: { get: { responses: { "204": {} } } },
        },
      }),
  },
  {
    name: "1,000 alternatives of 100 credentials",
    text: () =>
      api({
        components: {
          securitySchemes: object(100, (index) => [
            `s${index}`,
            { type: "apiKey", in: "header", name: `x-${index}` },
          ]),
        },
        others: { security: times(1000, () => object(100, (index) => [`s${index}`, []])) },
      }),
  },
];

const patterns: readonly Structure[] = [
  "^(a+)+$",
  "^([a-zA-Z]+)*$",
  "(x+x+)+y",
  "^(a|aa)+$",
  "(.*)*\\1$",
  "a{1,1000000000}",
  "((a{1,1000}){1,1000}){1,1000}",
  "((((((a{10}){10}){10}){10}){10}){10}){10}",
  "(?=a)(?!a)b",
  "(",
  "[",
  "\\",
  "(?<a>.)\\k<a>",
  `${"(".repeat(5000)}a${")".repeat(5000)}`,
  times(20_000, (index) => `a${index}`).join("|"),
  "[\\s\\S]{0,99999}[^\\s\\S]",
].map((pattern) => ({
  name: `the pattern ${pattern.slice(0, 40)}`,
  text: () =>
    schemaOf({
      type: "object",
      required: ["a", "b"],
      properties: {
        a: { type: "string", pattern, minLength: 40, example: `${"a".repeat(40)}!` },
        b: { type: "string", pattern, enum: [`${"a".repeat(40)}!`] },
      },
      patternProperties: { [pattern]: { type: "string" } },
    }),
}));

const limits: readonly Structure[] = [
  { type: "string", minLength: 1e12 },
  { type: "string", minLength: 1e308, maxLength: 1 },
  { type: "array", minItems: 1e9, items: { type: "string" } },
  {
    type: "array",
    minItems: 1e5,
    items: { type: "array", minItems: 1e5, items: { type: "string" } },
  },
  [1, 2, 3, 4, 5, 6, 7, 8].reduce<object>((items) => ({ type: "array", minItems: 100, items }), {
    type: "string",
  }),
  { type: "object", minProperties: 1e9, additionalProperties: true },
  { type: "array", uniqueItems: true, minItems: 1e6, items: { type: "boolean" } },
  { type: "number", multipleOf: 1e-300, minimum: 1e300 },
  { type: "integer", minimum: 10, maximum: 1 },
  { type: "integer", exclusiveMinimum: -1e308, multipleOf: 7e307 },
  { type: "string", format: "byte", minLength: 1e9 },
  { type: ["string", "null", {}, 7], enum: [null, {}, []] },
  { type: "object", required: times(50_000, (index) => `p${index}`) },
  { contains: { const: 1 }, minContains: 1e9, type: "array" },
].map((schema) => ({
  name: `the limits ${JSON.stringify(schema).slice(0, 70)}`,
  text: () => schemaOf(schema),
}));

const numbers: readonly Structure[] = [
  "1e400",
  "-1e400",
  "1e-400",
  "-0",
  "9007199254740993",
  "1".repeat(5000),
].map((number) => ({
  name: `the number ${number.slice(0, 20)}`,
  ...(Number.isFinite(Number(number)) ? {} : { code: "AF_DOCUMENT_MALFORMED" }),
  text: () => {
    const schema = {
      type: "number",
      default: "@n",
      enum: ["@n", 1],
      const: "@n",
      minimum: "@n",
      example: "@n",
      examples: ["@n"],
    };
    return schemaOf({
      type: "object",
      required: ["a"],
      properties: { a: schema, b: { default: { c: ["@n"] } } },
    }).replaceAll('"@n"', number);
  },
}));

const odd: readonly Structure[] = [
  {
    name: "paths called __proto__",
    text: () => api({}).replace('"paths":{', '"paths":{"__proto__":{"get":{"responses":{}}},'),
  },
  {
    name: "schemas called __proto__",
    text: () =>
      api({ paths: using({ $ref: "#/components/schemas/__proto__" }) }).replace(
        '"schemas":{',
        '"schemas":{"__proto__":{"type":"object","properties":{"__proto__":{"type":"string"}},"required":["__proto__","constructor"]}',
      ),
  },
  { name: "a reference to what every object has", text: () => leading("#/constructor/prototype") },
  {
    name: "every value an array",
    text: () =>
      JSON.stringify({
        openapi: "3.1.0",
        info: [],
        servers: [[]],
        tags: [[]],
        security: [[]],
        paths: {
          "/a": [],
          "/b": { get: [] },
          "/c": { get: { parameters: [[]], responses: [], tags: [[]] } },
        },
        components: [],
      }),
    code: "AF_OPERATION_UNUSABLE",
  },
  {
    name: "every value null",
    text: () =>
      JSON.stringify({
        openapi: "3.1.0",
        info: null,
        servers: [null],
        tags: [null],
        security: [null],
        paths: {
          "/a": null,
          "/b": {
            get: {
              parameters: [null],
              requestBody: null,
              responses: { 200: null, 404: { content: { "application/json": null } } },
            },
          },
        },
        components: { schemas: { A: null } },
      }),
    code: "AF_OPERATION_UNUSABLE",
  },
  {
    name: "every value a number",
    text: () =>
      JSON.stringify({
        openapi: 3.1,
        info: 1,
        servers: 1,
        tags: [1],
        security: 1,
        paths: {
          "/a": {
            get: {
              operationId: 1,
              tags: [1],
              summary: 1,
              parameters: [{ name: 1, in: 1, schema: 1 }],
              responses: {
                200: {
                  description: 1,
                  content: {
                    "application/json": {
                      schema: { type: 1, properties: 1, enum: 1, required: 1, allOf: 1, items: 1 },
                    },
                  },
                },
              },
            },
          },
        },
        components: 1,
      }),
    code: "AF_OPERATION_UNUSABLE",
  },
  { name: "an empty document", text: () => " \n", code: "AF_DOCUMENT_EMPTY" },
  {
    name: "a page",
    text: () => "<!doctype html><script>globalThis.canary=1</script>",
    code: "AF_DOCUMENT_UNRECOGNISED",
  },
  { name: "half a document", text: () => api({}).slice(0, 80), code: "AF_DOCUMENT_MALFORMED" },
  {
    name: "no paths",
    text: () => written({ openapi: "3.1.0", paths: {} }, "json"),
    code: "AF_SELECTION_EMPTY",
  },
];

/** Every hostile structure. */
export const structures: readonly Structure[] = [
  ...references,
  ...leadingOut,
  ...related,
  ...yaml,
  ...depth,
  ...sizes,
  ...patterns,
  ...limits,
  ...numbers,
  ...odd,
];
