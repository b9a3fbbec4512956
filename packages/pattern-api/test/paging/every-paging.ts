const text = { type: "string" };
const whole = { type: "integer" };
const flag = { type: "boolean" };
const list = {
  type: "array",
  items: { type: "object", required: ["id"], properties: { id: text } },
};

function get(
  id: string,
  query: Readonly<Record<string, object>>,
  properties: object,
  headers = {},
) {
  return {
    get: {
      operationId: id,
      parameters: Object.entries(query).map(([name, schema]) => ({ name, in: "query", schema })),
      responses: {
        200: {
          description: "",
          headers,
          content: {
            "application/json": { schema: { type: "object", required: ["data"], properties } },
          },
        },
      },
    },
  };
}

const from0 = { type: "integer", default: 0 };
const meta = { type: "object", required: ["total"], properties: { total: whole } };

/** A document with one operation of each kind of paging, and some that are not paged. */
export const everyPaging = {
  openapi: "3.1.0",
  info: { title: "Pages", version: "1" },
  servers: [{ url: "https://pages.example" }],
  paths: {
    "/link": get("link", {}, { data: list }, { Link: { schema: text } }),
    "/next": get("next", { limit: whole }, { next_url: { type: ["string", "null"] }, data: list }),
    "/cursor": get(
      "cursor",
      { cursor: text, number: whole },
      {
        data: list,
        more: flag,
        meta: { type: "object", properties: { next_cursor: text } },
        has_more: flag,
      },
    ),
    "/last": get("last", { starting_after: text }, { data: list, has_more: flag }),
    "/page": get("page", { page: from0 }, { data: list, total_pages: whole }),
    "/page-total": get("pageTotal", { page: from0 }, { data: list, meta }),
    "/offset": get("offset", { offset: whole }, { data: list, meta }),
    "/offset-more": get("offsetMore", { offset: whole }, { data: list, has_more: flag }),
    "/unsaid": get("unsaid", { from: text }, { data: list, onwards: text, flag }),
    "/other": get("other", { from: text }, { data: list, onwards: text }),
    "/empty": { get: { operationId: "empty", responses: { 204: { description: "" } } } },
  },
};
