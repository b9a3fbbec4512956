import { type Code, templateFolder } from "@agentflow/core";

/** What `docs/webhooks.md.eta` prints. */
export interface WebhookGuideView {
  readonly packageName: Code;
}

// Directly under src, because the build flattens src into dist and the folder is found from here.
export const templates = templateFolder<{ "docs/webhooks.md.eta": WebhookGuideView }>(
  new URL("../templates/", import.meta.url),
);
