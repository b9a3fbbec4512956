import { isDeeperThan, maxJsonDepth } from "../http/json-depth.js";
import { isAgentFlowError } from "../../errors/error.js";
import { DecodeError, type JsonParser } from "../http/decode-answer.js";
import { WebhookError } from "./webhook-error.js";

interface DeliveryParts {
  readonly id: string | undefined;
  readonly timestamp: number | undefined;
  readonly body: Uint8Array;
  readonly forget: () => Promise<void>;
}

/** A delivery that the service has signed. */
export class WebhookDelivery {
  /**
   * As the service sent it, in a header or in the body; `undefined` when it sends none. One of a header is signed only
   * where the scheme's `signedContent` has it.
   */
  readonly id: string | undefined;
  /** When it was sent, in milliseconds since the Unix epoch; `undefined` when the scheme signs no time. */
  readonly timestamp: number | undefined;
  /** The raw body. */
  readonly body: Uint8Array;
  readonly #forget: () => Promise<void>;

  constructor({ id, timestamp, body, forget }: DeliveryParts) {
    this.id = id;
    this.timestamp = timestamp;
    this.body = body;
    this.#forget = forget;
  }

  /**
   * The body, parsed.
   * @param parse makes a value of JSON text; default: `JSON.parse`
   * @throws {WebhookError} `malformed` when it is not JSON in UTF-8, has more than 1,000 levels, or is not parsed
   */
  json(parse: JsonParser = JSON.parse): unknown {
    return parsedBody(this.body, parse);
  }

  /**
   * Lets the delivery in once more: for when handling it has failed and the service will send it again.
   * Does nothing where deliveries are not remembered. Never rejects.
   */
  forget(): Promise<void> {
    return this.#forget();
  }
}

/**
 * A body, parsed.
 * @throws {WebhookError} `malformed` when it is not JSON in UTF-8, has more than 1,000 levels, or is not parsed
 */
export function parsedBody(body: Uint8Array, parse: JsonParser = JSON.parse): unknown {
  if (isDeeperThan(body, maxJsonDepth)) {
    throw new WebhookError("malformed", `The body has more than ${maxJsonDepth} levels.`);
  }
  try {
    return parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch (error) {
    if (isAgentFlowError(error)) throw error;
    // This names a place and no value. Without other causes, which would show a piece of the body.
    throw new WebhookError(
      "malformed",
      error instanceof DecodeError
        ? `The body is not as described: ${error.message}.`
        : "The body is not JSON in UTF-8.",
    );
  }
}
