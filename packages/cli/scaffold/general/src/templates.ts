import { type Code, templateFolder } from "@agentflow/core";

/** What the templates print. */
export interface ServiceView {
  readonly name: string;
  readonly baseUrl: string;
  readonly resources: readonly { identifier: Code; name: string; path: string }[];
}

export const templates = templateFolder<{
  "README.md.eta": ServiceView;
  "src/index.ts.eta": ServiceView;
  "test/faults.test.ts.eta": ServiceView;
  "test/resources.test.ts.eta": ServiceView;
}>(new URL("../templates/", import.meta.url));
