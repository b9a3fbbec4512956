import type { ServiceError } from "@agentflow/core/runtime";
import { FakeService } from "@agentflow/core/testing";
import { Stripe } from "stripe";
import { openAdapter, operationOf } from "../generated-adapter.js";
import { officialClient } from "./comparison.js";

/** What a client says of a charge that was declined. */
export type Decline = Readonly<
  Record<"type" | "code" | "decline_code" | "param" | "requestId", unknown>
>;

/** An operation that knows its errors. */
interface Knowing {
  isError(error: unknown): error is ServiceError & { readonly body: { readonly error: Decline } };
}

/** Has the same charge declined to both clients. */
export async function declinedCharge(
  directory: string,
): Promise<Readonly<Record<"theirs" | "ours", Decline>>> {
  const service = await FakeService.start();
  const stripe = await openAdapter(directory, { baseUrl: service.url, apiKey: "not-a-real-key" });
  const error = {
    type: "card_error",
    code: "card_declined",
    decline_code: "insufficient_funds",
    param: "source",
    message: "Your card has insufficient funds.",
  };
  const headers = { "content-type": "application/json", "request-id": "req_1" };
  const answer = { status: 402, headers, body: JSON.stringify({ error }) };
  service.reply(answer, answer);
  const theirs = await failure(officialClient(service.url).charges.create({ amount: 100 }));
  if (!(theirs instanceof Stripe.errors.StripeCardError)) throw theirs;
  const create = operationOf(stripe, "charges", "create");
  const ours = await failure(create({ body: { amount: 100 } }));
  if (!(create as unknown as Knowing).isError(ours)) throw ours; // as every operation has it
  await stripe.close();
  await service.close();
  const { type, code, decline_code: declined, param } = ours.body.error;
  return {
    theirs: {
      type: theirs.rawType,
      code: theirs.code,
      decline_code: theirs.decline_code,
      param: theirs.param,
      requestId: theirs.requestId,
    },
    ours: { type, code, decline_code: declined, param, requestId: ours.requestId },
  };
}

async function failure(call: Promise<unknown>): Promise<unknown> {
  const [outcome] = await Promise.allSettled([call]);
  return outcome.status === "rejected" ? outcome.reason : undefined;
}
