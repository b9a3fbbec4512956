import { bodyBytes } from "./webhook-body.js";
import { WebhookDelivery } from "./webhook-delivery.js";
import { WebhookError } from "./webhook-error.js";
import type { ValueConversion } from "../values/value-conversion.js";
import { webhookHeader, type WebhookHeaders } from "./webhook-headers.js";
import type { WebhookRequest, WebhookVerifier } from "./webhook-verifier.js";

/** What tells one event from the others. */
export type WebhookMark =
  /** A header field that has one value for the event; the name in any case. */
  | { readonly in: "header"; readonly name: string; readonly value: string }
  /** A property of the body that has one value for the event. */
  | { readonly in: "body"; readonly name: string; readonly value: string };

/** What the runtime must know of one event. Data only, but for the conversion of its values. */
export interface WebhookEventDescription {
  /** Name of its handler: `onPetCreated`. */
  readonly handler: string;
  /** How the handler gets the body. */
  readonly payload: "json" | "text" | "bytes";
  readonly mark?: WebhookMark;
  /** Converts dates and large numbers of a JSON body. Default: they are what JSON has. Made by `defineValues`. */
  readonly values?: Pick<ValueConversion, "itemFromWire">;
}

/** Does what an event asks for. What it returns is given to whoever received the delivery. */
export type WebhookHandler<Payload> = (payload: Payload, delivery: WebhookDelivery) => unknown;

export interface WebhookReceiverOptions<Name extends string> {
  /** What tells whether the service has sent a delivery. `none` believes everybody. */
  readonly verification: Pick<WebhookVerifier, "verify"> | "none";
  /** Which event a delivery is. Default: by what the service's description says. */
  readonly eventOf?:
    | ((delivery: WebhookDelivery, headers: WebhookHeaders) => Name | undefined)
    | undefined;
}

/** What became of a delivery. */
export interface ReceivedWebhook<Name extends string> {
  readonly event: Name;
  /** False when there is no handler for the event. */
  readonly handled: boolean;
  /** What the handler returned. */
  readonly result: unknown;
}

/** Hands what a service sends by itself to a handler of each event. */
export class WebhookReceiver<Name extends string> {
  readonly #events: Readonly<Record<Name, WebhookEventDescription>>;
  readonly #handlers: object;
  readonly #options: WebhookReceiverOptions<Name>;

  /** @param handlers by the names that the events' descriptions give them */
  constructor(
    events: Readonly<Record<Name, WebhookEventDescription>>,
    handlers: object,
    options: WebhookReceiverOptions<Name>,
  ) {
    this.#events = events;
    this.#handlers = handlers;
    this.#options = options;
  }

  /**
   * Checks a delivery, parses its body and calls the handler of its event. A handler that fails lets the delivery in
   * once more.
   * @param event which one it is, where its address says so; left out: `eventOf`, or the service's description, does
   * @throws {WebhookError} when the delivery is refused, its body is not what the event has, or the event is unknown
   * @throws what the handler throws
   */
  async receive(request: WebhookRequest, event?: Name): Promise<ReceivedWebhook<Name>> {
    const { verification } = this.#options;
    const delivery =
      verification === "none" ? unverified(request) : await verification.verify(request);
    try {
      const name = event ?? this.#eventOf(delivery, request.headers);
      const description = this.#described(name);
      const { handler: key } = description;
      const handler: unknown = Object.hasOwn(this.#handlers, key)
        ? Reflect.get(this.#handlers, key)
        : undefined;
      if (typeof handler !== "function") return { event: name, handled: false, result: undefined };
      const result: unknown = await Reflect.apply(handler, undefined, [
        payloadOf(delivery, description),
        delivery,
      ]);
      return { event: name, handled: true, result };
    } catch (error) {
      await delivery.forget();
      throw error;
    }
  }

  #described(name: Name): WebhookEventDescription {
    if (Object.hasOwn(this.#events, name)) return this.#events[name];
    throw unknownEvent();
  }

  #eventOf(delivery: WebhookDelivery, headers: WebhookHeaders): Name {
    const chosen = this.#options.eventOf?.(delivery, headers);
    if (chosen !== undefined) return chosen;
    const names = Object.keys(this.#events) as Name[]; // a record by name
    const [only, ...others] = names;
    if (only !== undefined && others.length === 0) return only;
    let body: unknown;
    // Parsed once: a service may have hundreds of events.
    const read = (): unknown => (body ??= delivery.json());
    const found = names.find((name) => isMarked(this.#events[name].mark, read, headers));
    if (found === undefined) throw unknownEvent();
    return found;
  }
}

function unverified({ body }: WebhookRequest): WebhookDelivery {
  return new WebhookDelivery({
    id: undefined,
    timestamp: undefined,
    body: bodyBytes(body),
    forget: () => Promise.resolve(),
  });
}

function isMarked(
  mark: WebhookMark | undefined,
  read: () => unknown,
  headers: WebhookHeaders,
): boolean {
  if (mark === undefined) return false;
  if (mark.in === "header") return webhookHeader(headers, mark.name.toLowerCase()) === mark.value;
  const body = read();
  return (
    typeof body === "object" &&
    body !== null &&
    Object.hasOwn(body, mark.name) &&
    Reflect.get(body, mark.name) === mark.value
  );
}

function payloadOf(
  delivery: WebhookDelivery,
  { payload, values }: WebhookEventDescription,
): unknown {
  if (payload === "json") return delivery.json(values && ((text) => values.itemFromWire(text)));
  return payload === "bytes" ? delivery.body : new TextDecoder().decode(delivery.body);
}

function unknownEvent(): WebhookError {
  return new WebhookError("unknown-event", "The delivery is no event that is known.");
}
