import { type Code, templateFolder } from "@agentflow/core";

/** What `docs/stripe.md.eta` prints. */
export interface StripeGuideView {
  readonly packageName: Code;
}

// Directly under src, because the build flattens src into dist and the folder is found from here.
export const templates = templateFolder<{ "docs/stripe.md.eta": StripeGuideView }>(
  new URL("../templates/", import.meta.url),
);
