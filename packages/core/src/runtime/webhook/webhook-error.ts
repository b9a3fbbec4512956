/** Why a delivery was refused. */
export type WebhookErrorReason =
  | "missing-signature"
  | "malformed"
  | "wrong-signature"
  | "too-old"
  | "too-new"
  | "replayed"
  | "unknown-event";

/** A delivery that was refused. Holds nothing that the sender sent, and no secret. */
export class WebhookError extends Error {
  override readonly name = "WebhookError";
  readonly reason: WebhookErrorReason;

  constructor(reason: WebhookErrorReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
