import { ExchangeError } from "../http/exchange.js";
import type { CallContext } from "./call-context.js";
import { type Credential, optionsOf } from "./credentials.js";

/**
 * Takes the credential for a call's next request; a promise when it has to be waited for.
 * @param refused true when the service refused the one before
 * @throws {ExchangeError} when there is none and the service wants one, or it does not come in time
 * @throws what reading a credential throws
 */
export function readCredential(context: CallContext, refused: boolean): Promise<void> | undefined {
  const { credentials, service } = context.settings;
  if (credentials === undefined) {
    if (service.authRequired !== true) return undefined;
    const names = (service.auth ?? []).map((each) => optionsOf(each).join(" and ")).join(", or ");
    throw new ExchangeError(`no credentials were given: set ${names}`, "auth", false);
  }
  const credential = credentials.read(refused);
  if (credential instanceof Promise) return waitFor(credential, context);
  context.credential = credential;
  return undefined;
}

/** True when there is another credential than the one that the service refused. */
export async function renewCredential(context: CallContext): Promise<boolean> {
  const { settings, credential, signal } = context;
  if (settings.credentials?.renewable !== true) return false;
  try {
    await readCredential(context, true);
  } catch {
    signal?.throwIfAborted();
    // The service's refusal says more than why there is no other.
    return false;
  }
  return context.credential?.value !== credential?.value;
}

async function waitFor(credential: Promise<Credential>, context: CallContext): Promise<void> {
  context.credential = await context.inTime(() => credential, late);
}

function late(): ExchangeError {
  return new ExchangeError("the credentials did not come in time", "timeout", false);
}
