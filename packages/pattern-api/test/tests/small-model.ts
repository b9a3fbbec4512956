import type {
  ApiModel,
  ContentModel,
  GroupModel,
  OperationModel,
  ParameterModel,
} from "../../src/model/api-model.js";

/** A parameter with the defaults of its location. */
export function parameter(
  place: ParameterModel["in"],
  wireName: string,
  given: Partial<ParameterModel> = {},
): ParameterModel {
  const form = place === "query" || place === "cookie";
  return {
    key: wireName,
    wireName,
    in: place,
    required: place === "path",
    deprecated: false,
    description: "",
    style: form ? "form" : "simple",
    explode: form,
    allowReserved: false,
    json: false,
    schema: { type: "string" },
    ...given,
  };
}

export function content(
  kind: ContentModel["kind"],
  given: Partial<ContentModel> = {},
): ContentModel {
  const contentType = {
    json: "application/json",
    text: "text/plain",
    binary: "application/zip",
    form: "application/x-www-form-urlencoded",
    multipart: "multipart/form-data",
    stream: "application/x-ndjson",
  }[kind];
  return { contentType, kind, schema: null, ...given };
}

export function response(
  status: string,
  ...contents: readonly ContentModel[]
): OperationModel["responses"][number] {
  return { status, description: "", headers: [], content: contents };
}

/** `GET /things`, which answers 200 with a JSON object. */
export function operation(given: Partial<OperationModel> = {}): OperationModel {
  return {
    id: "things/list",
    name: "list",
    typeName: "List",
    method: "GET",
    path: "/things",
    pointer: "#/paths/~1things/get",
    summary: "",
    description: "",
    deprecated: false,
    docsUrl: null,
    baseUrl: null,
    parameters: [],
    body: null,
    responses: [response("200", content("json", { example: { id: 1 } }))],
    paging: null,
    auth: null,
    scopes: [],
    idempotent: null,
    ...given,
  };
}

export function group(...operations: readonly OperationModel[]): GroupModel {
  return { name: "things", file: "things", tag: "things", description: "", operations };
}

export function model(
  groups: readonly GroupModel[],
  service: Partial<ApiModel["service"]> = {},
): ApiModel {
  const ids = groups.flatMap(({ operations }) => operations.map(({ id }) => id));
  return {
    unit: { singular: "operation", plural: "operations", count: ids.length, ids },
    documentDigest: "sha256-0",
    name: "Things",
    title: "Things",
    version: "1",
    description: "",
    documentSource: "things.json",
    openapi: "3.0",
    service: {
      baseUrl: "https://things.example",
      servers: [],
      headers: {},
      auth: [],
      tokenEndpoints: [],
      credentialOrigins: [],
      rateLimit: null,
      retry: null,
      idempotencyKeys: [],
      headerOptions: [],
      requestIdHeader: null,
      ...service,
    },
    schemas: [],
    groups,
    typing: { dates: "string", int64: "number", enums: "open" },
    validate: "none",
    events: [],
    webhookScheme: null,
    guides: [],
  };
}
