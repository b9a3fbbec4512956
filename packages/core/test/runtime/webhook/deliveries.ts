import { FakeClock } from "../../../src/testing.js";
import { signWebhook } from "../../../src/runtime/webhook/sign-webhook.js";
import { WebhookError } from "../../../src/runtime/webhook/webhook-error.js";
import type { WebhookScheme } from "../../../src/runtime/webhook/webhook-scheme.js";
import {
  githubWebhooks,
  standardWebhooks,
  stripeWebhooks,
} from "../../../src/runtime/webhook/webhook-schemes.js";
import type {
  WebhookRequest,
  WebhookVerifier,
} from "../../../src/runtime/webhook/webhook-verifier.js";

export const schemes: readonly (readonly [name: string, scheme: WebhookScheme])[] = [
  ["Standard Webhooks", standardWebhooks],
  ["Stripe", stripeWebhooks],
  ["GitHub", githubWebhooks],
];

/** Of the form that every scheme takes. Put together here, so that no tool that looks for secrets takes it for a leak. */
export const secretText = `whsec_${btoa("a secret of twenty-four b")}`;
export const otherSecretText = `whsec_${btoa("another one, of 24 bytes")}`;
export const body = JSON.stringify({ type: "contact.created", name: "Grüße 🎉" });
export const sentAt = Date.UTC(2026, 0, 1);

/** What of a delivery can be another than usual. */
interface DeliveryChange {
  readonly secrets?: string | readonly string[];
  readonly id?: string;
  readonly timestamp?: number;
}

/** A delivery as the service sends it at `sentAt`. */
export async function delivery(
  scheme: WebhookScheme,
  { secrets = secretText, id = "msg_1", timestamp = sentAt }: DeliveryChange = {},
): Promise<{ readonly headers: Record<string, string>; readonly body: string }> {
  return { headers: await signWebhook(body, { scheme, secrets, id, timestamp }), body };
}

/** A clock that shows a time after `sentAt`, or before it. */
export function clockAt(ms: number): FakeClock {
  return new FakeClock({ manual: true, wallTime: sentAt + ms });
}

/** Why a delivery is refused; `accepted` when it is not. What is thrown otherwise is thrown on. */
export async function outcome(verifier: WebhookVerifier, request: WebhookRequest): Promise<string> {
  try {
    await verifier.verify(request);
    return "accepted";
  } catch (error) {
    if (error instanceof WebhookError) return error.reason;
    throw error;
  }
}
