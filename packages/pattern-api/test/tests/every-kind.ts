import type { ApiModel, ParameterModel } from "../../src/model/api-model.js";
import { content, group, model, operation, parameter, response } from "./small-model.js";

const list = { type: "array", items: { type: "string" } };
const record = {
  type: "object",
  required: ["first", "second"],
  properties: { first: { type: "integer" }, second: { type: "string" } },
};

const nested = {
  type: "object",
  required: ["list", "inside"],
  properties: { list: { type: "array", items: record }, inside: record },
};

/** One parameter for each style of its location, exploded and not, with a list and with an object. */
function styled(
  place: ParameterModel["in"],
  styles: readonly ParameterModel["style"][],
): ParameterModel[] {
  return styles.flatMap((style) =>
    [true, false].flatMap((explode) =>
      Object.entries({ list, record }).map(([shape, schema]) =>
        parameter(place, `${style}-${shape}-${explode ? "exploded" : "joined"}`, {
          style,
          explode,
          schema,
        }),
      ),
    ),
  );
}

const inPath = styled("path", ["simple", "label", "matrix"]);
const inQuery = styled("query", ["form", "spaceDelimited", "pipeDelimited"]).filter(
  // Properties would be pairs of their own, under names that two parameters share.
  ({ explode, schema }) => !explode || schema === list,
);

/** A property for each way in which one of an urlencoded form is written. */
const form = content("form", {
  schema: {
    type: "object",
    required: ["text"],
    properties: {
      text: { type: "string", default: "a b&c=d+e" },
      number: { type: "integer" },
      list,
      record,
      records: { type: "array", items: record },
      joined: list,
      exploded: record,
      piped: list,
      deep: nested,
      reserved: { type: "string", example: "a/b?c" },
    },
  },
  encoding: {
    joined: { style: "form", explode: false },
    exploded: { style: "form" },
    piped: { style: "pipeDelimited" },
    deep: { style: "deepObject" },
    reserved: { style: "form", allowReserved: true },
  },
});

const file = { $ref: "agentflow:file" };

/** A property for each kind of part. */
const parts = content("multipart", {
  schema: {
    type: "object",
    required: ["file", "title"],
    properties: {
      file,
      title: { type: "string" },
      files: { type: "array", items: file },
      image: file,
      labels: list,
      record,
      records: { type: "array", items: record },
      deep: nested,
    },
  },
  encoding: {
    image: { contentType: "image/png", headers: { "X-Kind": "icon" } },
    title: { contentType: "text/markdown", headers: { "X-Language": "en" } },
    deep: { style: "deepObject" },
  },
});

/** Operations with every kind of parameter, body and answer. */
export const everyKind: ApiModel = model(
  [
    group(
      operation({
        id: "things/in-path",
        name: "inPath",
        typeName: "InPath",
        path: `/fixed and é/${inPath.map(({ wireName }) => `{${wireName}}`).join("/x")}`,
        parameters: inPath,
      }),
      operation({
        id: "things/in-query",
        name: "inQuery",
        typeName: "InQuery",
        path: "/query",
        parameters: [
          ...inQuery,
          parameter("query", "deep", { style: "deepObject", schema: record }),
          parameter("query", "nested", { style: "deepObject", schema: nested }),
          parameter("query", "json", { json: true, schema: { type: "array", items: record } }),
          parameter("query", "free", { allowReserved: true }),
          parameter("query", "number", { schema: { type: "integer", default: 30 } }),
          parameter("query", "boolean", { schema: { type: "boolean" } }),
        ],
      }),
      operation({
        id: "things/in-header",
        name: "inHeader",
        typeName: "InHeader",
        path: "/header",
        parameters: [
          parameter("header", "X-Text"),
          parameter("header", "X-List", { schema: list }),
          parameter("header", "X-Record", { schema: record, explode: true }),
          parameter("cookie", "plain"),
          parameter("cookie", "raw", { style: "cookie" }),
          parameter("cookie", "rawList", { style: "cookie", schema: list }),
          parameter("cookie", "joined", { explode: false, schema: record }),
        ],
      }),
      operation({
        id: "things/search",
        name: "search",
        typeName: "Search",
        method: "QUERY",
        path: "/search?fixed=1",
        parameters: [
          parameter("querystring", "filter", {
            required: true,
            schema: nested,
            encoding: { inside: { style: "deepObject" } },
          }),
        ],
        body: { required: true, description: "", content: [content("json", { schema: record })] },
      }),
      operation({
        id: "things/find",
        name: "find",
        typeName: "Find",
        method: "PROPFIND",
        path: "/find",
        parameters: [parameter("querystring", "any", { json: true, schema: nested })],
      }),
      operation({
        id: "things/find-text",
        name: "findText",
        typeName: "FindText",
        path: "/find-text",
        parameters: [parameter("querystring", "any")],
      }),
      operation({
        id: "things/renamed",
        name: "renamed",
        typeName: "Renamed",
        path: "/things/{id}",
        parameters: [parameter("path", "id"), parameter("query", "id", { key: "id_query" })],
      }),
      operation({
        id: "things/create",
        name: "create",
        typeName: "Create",
        method: "POST",
        body: { required: true, description: "", content: [content("json", { schema: record })] },
        responses: [
          response("201", content("json", { schema: record })),
          response("422", content("json", { schema: record })),
        ],
      }),
      operation({
        id: "things/note",
        name: "note",
        typeName: "Note",
        method: "PUT",
        body: { required: false, description: "", content: [content("text")] },
        responses: [response("200", content("text"))],
      }),
      operation({
        id: "things/upload",
        name: "upload",
        typeName: "Upload",
        method: "PATCH",
        body: { required: true, description: "", content: [content("binary")] },
        responses: [response("202")],
      }),
      operation({
        id: "things/form",
        name: "form",
        typeName: "Form",
        method: "POST",
        path: "/form",
        body: { required: true, description: "", content: [form] },
        responses: [response("204")],
      }),
      operation({
        id: "things/parts",
        name: "parts",
        typeName: "Parts",
        method: "POST",
        path: "/parts",
        body: { required: true, description: "", content: [parts] },
        responses: [response("204")],
      }),
      operation({
        id: "things/download",
        name: "download",
        typeName: "Download",
        responses: [response("200", content("binary"))],
      }),
      operation({
        id: "things/events",
        name: "events",
        typeName: "Events",
        responses: [
          response(
            "200",
            content("json", { schema: record }),
            content("stream", {
              contentType: "text/event-stream",
              events: [
                { name: "added", json: true, schema: record },
                { name: null, json: false, schema: { type: "string" } },
                { name: "count", json: true, schema: { type: "integer" } },
              ],
            }),
          ),
        ],
      }),
      operation({
        id: "things/lines",
        name: "lines",
        typeName: "Lines",
        responses: [response("200", content("stream", { schema: record }))],
      }),
      operation({
        id: "things/texts",
        name: "texts",
        typeName: "Texts",
        responses: [
          response("200", content("stream", { contentType: "application/json-seq", schema: list })),
        ],
      }),
      operation({
        id: "things/chat",
        name: "chat",
        typeName: "Chat",
        responses: [
          response(
            "200",
            content("stream", {
              contentType: "text/event-stream",
              events: [{ name: null, json: true, schema: record }],
            }),
          ),
        ],
      }),
      operation({
        id: "things/formats",
        name: "formats",
        typeName: "Formats",
        responses: [
          response(
            "200",
            content("json", { schema: record }),
            content("text", { contentType: "text/csv" }),
            content("binary"),
          ),
          response("202", content("json", { schema: list })),
          response("2XX"),
        ],
      }),
      operation({
        id: "things/archive",
        name: "archive",
        typeName: "Archive",
        responses: [response("302"), response("404")],
      }),
      operation({
        id: "things/delete",
        name: "delete",
        typeName: "Delete",
        method: "DELETE",
        path: "/things/{id}",
        parameters: [parameter("path", "id")],
        responses: [response("204"), response("404", content("text"))],
      }),
      operation({
        id: "things/check",
        name: "check",
        typeName: "Check",
        method: "HEAD",
        responses: [response("200"), response("404")],
      }),
      operation({
        id: "things/list-inside",
        name: "listInside",
        typeName: "ListInside",
        responses: [response("200", content("json", { example: { count: 2, rows: [1, 2] } }))],
        paging: { description: { style: "link", items: "rows" }, item: { type: "integer" } },
      }),
      operation({
        id: "things/list",
        responses: [response("200", content("json", { schema: { type: "array", items: record } }))],
        paging: { description: { style: "link" }, item: record },
      }),
    ),
  ],
  { auth: [[{ type: "bearer", option: "token" }]], headers: { "X-Api-Version": "2024-01-01" } },
);
