/** Texts that leave what they are printed into, where a printer is careless. Each would set a global. */
export const payloads: readonly string[] = [
  '";globalThis.escaped=1;//',
  '\\";globalThis.escaped=1;//',
  "';globalThis.escaped=1;//",
  "`${globalThis.escaped=1}`",
  "*/globalThis.escaped=1;/*",
  "\u2028globalThis.escaped=1",
  "\n```\nglobalThis.escaped=1\n```\n",
  "<%= globalThis.escaped=1 %>",
  "\\u0022;globalThis.escaped=1//",
  "../../../escaped",
  "a\u202eb\u0000c",
  "__proto__",
  "constructor",
  "default",
  "then",
  "delete",
  "schemas",
];

/** An OpenAPI document that has each payload in every place where a document has text. */
export function hostileDocument(): object {
  const entries = payloads.map((payload, index) => ({ payload, index }));
  return {
    openapi: "3.0.3",
    info: { title: payloads.join(""), version: payloads[0], description: payloads.join("\n\n") },
    servers: [{ url: `https://hostile.example/${encodeURIComponent(payloads.join(""))}` }],
    security: payloads.map((payload) => ({ [payload]: [] })),
    tags: payloads.map((payload) => ({ name: payload, description: payload })),
    paths: Object.fromEntries(
      entries.map(({ payload, index }) => [
        `/${index}/{id}/${pathSegment(payload)}`,
        pathItem(payload),
      ]),
    ),
    components: {
      securitySchemes: Object.fromEntries(
        payloads.map((payload) => [
          payload,
          { type: "apiKey", in: "query", name: `key${payload}` },
        ]),
      ),
      schemas: Object.fromEntries(payloads.map((payload) => [payload, schema(payload)])),
    },
  };
}

function pathItem(payload: string): object {
  const reference = { $ref: `#/components/schemas/${pointerToken(payload)}` };
  const texts = { description: payload, content: { [`text/${payload}`]: {} } };
  return {
    get: {
      operationId: payload,
      tags: [payload],
      summary: payload,
      description: payload,
      deprecated: true,
      externalDocs: { url: payload },
      parameters: [
        {
          name: "id",
          in: "path",
          required: true,
          description: payload,
          schema: { type: "string" },
          example: payload,
        },
        {
          name: payload,
          in: "query",
          schema: { type: "string", enum: [payload], default: payload },
        },
        { name: "x-header", in: "header", schema: { type: "string", pattern: payload } },
      ],
      responses: {
        "200": {
          description: payload,
          headers: { Link: {} },
          content: {
            "application/json": {
              schema: { type: "array", items: reference },
              example: [{ [payload]: payload }],
            },
          },
        },
        "404": texts,
        default: { description: payload, content: { "application/json": { schema: reference } } },
      },
    },
    post: {
      operationId: `${payload} create`,
      tags: [payload],
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
      requestBody: {
        description: payload,
        required: true,
        content: { "application/json": { schema: reference } },
      },
      responses: { "204": { description: payload } },
    },
  };
}

/** What the reader refuses in a path is left out, so that the rest is printed. */
function pathSegment(payload: string): string {
  return payload.replaceAll(/[\s/\\{}\p{C}]/gu, "");
}

function schema(payload: string): object {
  return {
    type: "object",
    title: payload,
    description: payload,
    required: [payload],
    properties: {
      [payload]: { type: "string", enum: [payload, "b"], description: payload, default: payload },
    },
  };
}

function pointerToken(key: string): string {
  return encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"));
}
