import { templateFolder } from "@agentflow/core";

export const templates = templateFolder<{ "docs/guide.md.eta": { readonly name: string } }>(
  new URL("../templates/", import.meta.url),
);
