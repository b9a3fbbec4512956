import * as operations1 from "../src/operations/issues.js";
import { service } from "../src/service.js";
import { faultSuite } from "./fault-suite.js";

// Left out: no POST takes JSON, a form or nothing, so failed writes are not tried.
faultSuite(service, {
  simplest: {
    id: "issues/list-for-repo",
    wire: ["issues", "listForRepo required"],
    call: (client, options) =>
      operations1.listForRepo(client, { owner: "owner", repo: "repo" }, options),
  },
  read: {
    id: "issues/list-for-repo",
    wire: ["issues", "listForRepo required"],
    call: (client, options) =>
      operations1.listForRepo(client, { owner: "owner", repo: "repo" }, options),
  },
  authenticated: {
    id: "issues/list-for-repo",
    wire: ["issues", "listForRepo required"],
    call: (client, options) =>
      operations1.listForRepo(client, { owner: "owner", repo: "repo" }, options),
  },
  paged: [
    {
      id: "issues/list-for-repo",
      wire: ["issues", "listForRepo required"],
      call: (client, options) =>
        operations1.listForRepo.pages(client, { owner: "owner", repo: "repo" }, options),
      paging: { style: "link" },
    },
  ],
});
