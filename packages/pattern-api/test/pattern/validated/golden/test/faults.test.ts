import * as operations1 from "../src/operations/nodes.js";
import { service } from "../src/service.js";
import { faultSuite } from "./fault-suite.js";

// Left out: no operation takes credentials, so refused ones are not tried.
// Left out: no operation is paged, so following pages is not tried.
faultSuite(service, {
  simplest: {
    id: "nodes/list",
    wire: ["nodes", "list required"],
    call: (client, options) =>
      operations1.list(client, {}, options),
  },
  read: {
    id: "nodes/list",
    wire: ["nodes", "list required"],
    call: (client, options) =>
      operations1.list(client, {}, options),
  },
  write: {
    id: "nodes/create",
    wire: ["nodes", "create required"],
    call: (client, options) =>
      operations1.create(client, { body: { kind: "leaf", name: "a" } }, options),
  },
});
