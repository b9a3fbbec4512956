import {
  api,
  large,
  longest,
  object,
  reference,
  schemaOf,
  times,
  tooLarge,
  using,
  type Structure,
} from "./structure.js";

const described = (description: string): string =>
  api({
    paths: { "/a": { get: { description, summary: description, responses: { "204": {} } } } },
    others: { info: { title: "a", version: "1", description } },
  });

export const sizes: readonly Structure[] = [
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
