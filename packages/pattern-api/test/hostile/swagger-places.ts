import type { At } from "./place.js";

/** A Swagger 2.0 document in which the places of text that it alone has are asked for once, by name. */
export function swaggerDocument(at: At): object {
  const name = at("definition name", "Thing");
  return {
    swagger: "2.0",
    info: { title: at("title", "Service"), version: at("version", "1.0") },
    host: at("host", "hostile.example"),
    basePath: at("base path", "/v1"),
    schemes: [at("scheme", "https")],
    consumes: [at("consumed type", "application/json")],
    produces: [at("produced type", "application/json")],
    securityDefinitions: {
      [at("security definition", "key")]: {
        type: "apiKey",
        in: "header",
        name: at("API key name", "x-key"),
      },
    },
    paths: {
      "/things/{id}": {
        post: {
          operationId: at("operationId", "addThing"),
          tags: [at("tag", "things")],
          parameters: [
            { name: "id", in: "path", required: true, type: "string" },
            {
              name: at("query parameter name", "filter"),
              in: "query",
              type: "array",
              items: { type: "string", enum: [at("enum of items", "a")] },
              collectionFormat: at("collection format", "csv"),
            },
            {
              name: at("body name", "body"),
              in: "body",
              description: at("body description", "A thing"),
              schema: { $ref: `#/definitions/${encodeURIComponent(name.toWellFormed())}` },
            },
          ],
          responses: {
            "200": {
              description: at("answer description", "The thing"),
              schema: { type: "object", title: at("schema title", "Answer") },
              examples: { [at("example type", "application/json")]: at("example", "a") },
              headers: { [at("answer header", "x-rate")]: { type: "string" } },
            },
          },
        },
        put: {
          operationId: "replaceThing",
          parameters: [
            { name: "id", in: "path", required: true, type: "string" },
            {
              name: at("form field", "field"),
              in: "formData",
              type: "string",
              default: at("default", "a"),
            },
          ],
          responses: { "204": { description: "Replaced" } },
        },
      },
      "/harmless": { get: { operationId: "ping", responses: { "204": { description: "Pong" } } } },
    },
    definitions: {
      [name]: {
        type: "object",
        properties: { [at("property name", "title")]: { type: "string" } },
        example: at("schema example", "a"),
      },
    },
  };
}
