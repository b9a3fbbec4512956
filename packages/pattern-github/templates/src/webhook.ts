import {
  githubWebhooks,
  WebhookVerifier,
  type WebhookVerifierOptions,
} from "@agentflow/core/runtime";

export { WebhookError } from "@agentflow/core/runtime";

/**
 * Tells whether GitHub has sent a webhook delivery, by its `X-Hub-Signature-256` header.
 *
 * @throws TypeError when no secret is given
 * @throws AF_SECRET_INVALID when one that is given as text is empty: anybody could sign with that
 */
export function createWebhookVerifier(
  options: Omit<WebhookVerifierOptions, "scheme" | "tolerance">,
): WebhookVerifier {
  return new WebhookVerifier({ ...options, scheme: githubWebhooks });
}
