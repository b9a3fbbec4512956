import * as operations1 from "../src/operations/general.js";
import { service } from "../src/service.js";
import { faultSuite } from "./fault-suite.js";

// Left out: no GET answers with a JSON object or list, so repeated reads and broken answers are not tried.
// Left out: no POST takes JSON, a form or nothing, so failed writes are not tried.
// Left out: no operation takes credentials, so refused ones are not tried.
// Left out: no operation is paged, so following pages is not tried.
faultSuite(service, {
  simplest: {
    id: "delete",
    wire: ["general", "delete required"],
    call: (client, options) =>
      operations1.delete(client, { name: "name" }, options),
  },
});
