import type { ApiModel } from "../../src/model/api-model.js";
import { read } from "../model/read.js";

const answer = {
  200: {
    description: "",
    content: {
      "application/json": { schema: { type: "object", properties: { id: { type: "string" } } } },
    },
  },
};

/** A document with every kind of security scheme, alone, as alternatives, together, and with none. */
const everyScheme = {
  openapi: "3.1.0",
  info: { title: "Keys", version: "1" },
  servers: [{ url: "https://keys.example/v1" }],
  security: [{ oauth: ["read"] }, { headerKey: [], queryKey: [] }],
  components: {
    securitySchemes: {
      headerKey: { type: "apiKey", in: "header", name: "X-Key" },
      queryKey: { type: "apiKey", in: "query", name: "key" },
      cookieKey: { type: "apiKey", in: "cookie", name: "session" },
      basic: { type: "http", scheme: "basic" },
      bearer: { type: "http", scheme: "bearer" },
      oauth: {
        type: "oauth2",
        flows: {
          clientCredentials: {
            tokenUrl: "/oauth/token",
            scopes: { read: "See things", "write|all": "Change <things>" },
          },
          authorizationCode: {
            authorizationUrl: "https://login.example/authorize",
            tokenUrl: "https://login.example/token",
            scopes: { read: "See things" },
          },
        },
      },
      oidc: { type: "openIdConnect", openIdConnectUrl: "https://id.example" },
    },
  },
  paths: {
    "/usual": { get: { operationId: "usual", responses: answer } },
    "/none": { get: { operationId: "none", security: [], responses: answer } },
    "/optional": {
      get: { operationId: "optional", security: [{}, { oauth: [] }], responses: answer },
    },
    "/header": { get: { operationId: "header", security: [{ headerKey: [] }], responses: answer } },
    "/query": { get: { operationId: "query", security: [{ queryKey: [] }], responses: answer } },
    "/cookie": { get: { operationId: "cookie", security: [{ cookieKey: [] }], responses: answer } },
    "/basic": { get: { operationId: "basic", security: [{ basic: [] }], responses: answer } },
    "/bearer": { get: { operationId: "bearer", security: [{ bearer: [] }], responses: answer } },
    "/oidc": { get: { operationId: "oidc", security: [{ oidc: ["openid"] }], responses: answer } },
    "/all": {
      post: {
        operationId: "all",
        security: [{ basic: [], headerKey: [], queryKey: [], cookieKey: [] }],
        responses: answer,
      },
    },
  },
};

export const everySchemeModel: ApiModel = read(everyScheme).model;
