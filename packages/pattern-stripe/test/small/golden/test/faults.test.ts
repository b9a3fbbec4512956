import * as operations1 from "../src/operations/charges.js";
import { service } from "../src/service.js";
import { faultSuite } from "./fault-suite.js";

faultSuite(service, {
  simplest: {
    id: "charges/create",
    wire: ["charges", "create required"],
    call: (client, options) =>
      operations1.create(client, {}, options),
  },
  read: {
    id: "charges/list",
    wire: ["charges", "list required"],
    call: (client, options) =>
      operations1.list(client, {}, options),
  },
  write: {
    id: "charges/create",
    wire: ["charges", "create required"],
    call: (client, options) =>
      operations1.create(client, {}, options),
  },
  authenticated: {
    id: "charges/create",
    wire: ["charges", "create required"],
    call: (client, options) =>
      operations1.create(client, {}, options),
  },
  paged: [
    {
      id: "charges/search",
      wire: ["charges", "search required"],
      call: (client, options) =>
        operations1.search.pages(client, { query: "query" }, options),
      paging: {
        style: "cursor",
        parameter: "page",
        next: "next_page",
        more: "has_more",
        items: "data",
      },
    },
    {
      id: "charges/list",
      wire: ["charges", "list required"],
      call: (client, options) =>
        operations1.list.pages(client, {}, options),
      paging: {
        style: "last-item",
        parameter: "starting_after",
        id: "id",
        more: "has_more",
        items: "data",
      },
    },
  ],
});
