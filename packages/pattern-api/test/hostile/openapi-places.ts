import type { At } from "./place.js";

/** A name as a step of a `$ref`. What is not well formed cannot be percent-encoded, and need not be. */
const token = (key: string): string => {
  const step = key.replaceAll("~", "~0").replaceAll("/", "~1");
  return step.isWellFormed() ? encodeURIComponent(step) : step;
};

/** What a path cannot hold is left out, so that the rest of the payload is printed. */
const segment = (text: string): string => text.replaceAll(/[\s/\\{}?#\p{C}]/gu, "");

/** An OpenAPI 3.1 document in which every place of text is asked for once, by its name. */
export function openApiDocument(at: At): object {
  const name = at("schema name", "Thing");
  const scheme = at("security scheme name", "key");
  const property = at("property name", "title");
  const tag = at("tag", "things");
  const reference = { $ref: `#/components/schemas/${token(name)}` };
  return {
    openapi: "3.1.0",
    info: {
      title: at("title", "Service"),
      version: at("version", "1.0"),
      description: at("description", "A service."),
      termsOfService: at("terms", "none"),
      contact: { name: at("contact name", "Someone"), url: at("contact URL", "https://x.example") },
      license: { name: at("license", "MIT") },
      "x-logo": at("extension", "none"),
    },
    servers: [
      {
        url: `https://hostile.example/${at("server URL", "v1")}`,
        description: at("server description", "The server"),
      },
      {
        url: "https://{host}.example",
        variables: { host: { default: at("server variable", "a") } },
      },
    ],
    security: [{ [scheme]: [] }],
    tags: [
      {
        name: tag,
        description: at("tag description", "All things"),
        externalDocs: {
          url: at("tag URL", "https://x.example"),
          description: at("tag URL text", "x"),
        },
      },
    ],
    [`x-${at("extension key", "own")}`]: {
      [at("extension's key", "a")]: at("extension's value", "b"),
    },
    paths: {
      [`/things/{id}/${segment(at("path", "one"))}`]: {
        summary: at("path summary", "A thing"),
        get: {
          operationId: at("operationId", "getThing"),
          tags: [tag],
          summary: at("summary", "Gets a thing"),
          description: at("operation description", "Gets one thing."),
          deprecated: true,
          externalDocs: { url: at("operation URL", "https://x.example"), description: "more" },
          parameters: [
            {
              name: "id",
              in: "path",
              required: true,
              description: at("parameter description", "Which"),
              schema: { type: "string", format: at("format", "uuid-like") },
              example: at("parameter example", "one"),
            },
            {
              name: at("query parameter name", "filter"),
              in: "query",
              schema: { type: "string", enum: [at("parameter enum", "all"), "other"] },
            },
            {
              name: "order",
              in: "query",
              schema: { type: "string", default: at("parameter default", "up") },
            },
            {
              name: "match",
              in: "query",
              schema: { type: "string", pattern: at("pattern", "^a+$") },
            },
            {
              name: at("header parameter name", "x-trace"),
              in: "header",
              schema: { type: "string" },
            },
            { name: at("cookie name", "session"), in: "cookie", schema: { type: "string" } },
            {
              name: "odd",
              in: at("parameter place", "query"),
              style: at("style", "form"),
              schema: { type: "array", items: { type: "string" } },
            },
            {
              name: "json",
              in: "query",
              content: {
                [at("parameter media type", "application/json")]: { schema: { type: "object" } },
              },
            },
          ],
          responses: {
            "200": {
              description: at("answer description", "The thing"),
              headers: {
                Link: {},
                [at("answer header", "x-rate")]: { schema: { type: "string" } },
              },
              content: {
                "application/json": {
                  schema: { type: "array", items: reference },
                  example: [{ [at("example key", "title")]: at("example", "a"), title: "a" }],
                },
              },
              links: { [at("link name", "next")]: { operationId: at("link operation", "x") } },
            },
            [at("status", "404")]: { description: "Another" },
            "409": {
              description: "Not now",
              content: {
                [`text/${at("media type", "plain")}`]: { example: at("text example", "no") },
              },
            },
            default: {
              description: "Failed",
              content: { "application/json": { schema: reference } },
            },
          },
          callbacks: {
            [at("callback name", "done")]: {
              [at("callback URL", "{$request.body#/url}")]: { post: {} },
            },
          },
        },
        post: {
          operationId: `${at("operationId of a POST", "addThing")} now`,
          tags: [tag],
          security: [{ [at("operation security", "key")]: [at("scope", "read")] }],
          servers: [{ url: `https://other.example/${at("operation server URL", "v2")}` }],
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
          requestBody: {
            description: at("body description", "A thing"),
            required: true,
            content: { "application/json": { schema: reference } },
          },
          responses: { "204": { description: "Added" } },
        },
        put: {
          operationId: "replaceThing",
          tags: [at("second tag", "others")],
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
          requestBody: {
            required: true,
            content: {
              [at("body media type", "application/x-www-form-urlencoded")]: {
                schema: {
                  type: "object",
                  properties: {
                    [at("form field", "field")]: { type: "string" },
                    b: { type: "string" },
                  },
                },
                encoding: {
                  [at("encoded field", "field")]: { contentType: at("encoding", "text/plain") },
                },
              },
            },
          },
          responses: { "200": { description: "Replaced", content: { "text/plain": {} } } },
        },
      },
      "/harmless": { get: { operationId: "ping", responses: { "204": { description: "Pong" } } } },
    },
    webhooks: { [at("webhook name", "done")]: { post: { responses: {} } } },
    components: {
      securitySchemes: {
        [scheme]: {
          type: "apiKey",
          in: "query",
          name: at("API key name", "key"),
          description: at("security description", "A key"),
        },
      },
      schemas: {
        [name]: schema(at, property),
        [`${name}2`]: { $ref: "#/components/schemas/Known" },
        Known: { type: "object", properties: { kind: { type: "string" } } },
      },
    },
  };
}

function schema(at: At, property: string): object {
  return {
    type: "object",
    title: at("schema title", "Thing"),
    description: at("schema description", "A thing"),
    $anchor: at("anchor", "thing"),
    $comment: at("comment", "none"),
    required: [property, at("required name", "title")],
    properties: {
      [property]: {
        type: "string",
        description: at("property description", "Its title"),
        default: at("default", "a"),
        examples: [at("property example", "a")],
      },
      choice: { type: "string", enum: [at("enum", "a"), "b"] },
      constant: { const: at("const", "a") },
      number: {
        type: "number",
        minimum: at("minimum", "0"),
        default: at("default of a number", "1"),
      },
      list: { type: "array", items: { type: "string" }, maxItems: at("limit", "3") },
      type: { type: at("type", "string") },
      map: {
        type: "object",
        additionalProperties: { type: "string" },
        patternProperties: { [at("property pattern", "^x-")]: { type: "string" } },
      },
      objects: { enum: [{ [at("key in an enum", "a")]: at("value in an enum", "b") }] },
      kind: {
        oneOf: [{ $ref: "#/components/schemas/Known" }],
        discriminator: {
          propertyName: at("discriminator", "kind"),
          mapping: {
            [at("mapping key", "known")]: at("mapping value", "#/components/schemas/Known"),
          },
        },
      },
      other: { $ref: at("$ref", "#/components/schemas/Known") },
      inner: { $ref: `#/components/schemas/${token(at("$ref to a name", "Known"))}` },
    },
    xml: { name: at("XML name", "thing") },
    externalDocs: { url: at("schema URL", "https://x.example") },
  };
}
