import * as operations1 from "../src/operations/books.js";
import { service } from "../src/service.js";
import { faultSuite } from "./fault-suite.js";

faultSuite(service, {
  simplest: {
    id: "books/list",
    wire: ["books", "list required"],
    call: (client, options) =>
      operations1.list(client, {}, options),
  },
  read: {
    id: "books/list",
    wire: ["books", "list required"],
    call: (client, options) =>
      operations1.list(client, {}, options),
  },
  write: {
    id: "books/create",
    wire: ["books", "create"],
    call: (client, options) =>
      operations1.create(client, { body: { title: "title" } }, options),
  },
  authenticated: {
    id: "books/list",
    wire: ["books", "list required"],
    call: (client, options) =>
      operations1.list(client, {}, options),
  },
  paged: [
    {
      id: "books/list",
      wire: ["books", "list required"],
      call: (client, options) =>
        operations1.list.pages(client, {}, options),
      paging: { style: "link" },
    },
  ],
});
