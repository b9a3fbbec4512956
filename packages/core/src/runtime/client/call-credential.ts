import { ExchangeError } from "../http/exchange.js";
import type { CallContext } from "./call-context.js";
import type { Credential } from "./credentials.js";

/**
 * Takes the credential for a call's next request; a promise when it has to be waited for.
 * @param refused the one that the service refused
 * @throws {ExchangeError} when there is none and the service wants one, or it does not come in time
 * @throws what reading a credential throws
 */
export function readCredential(
  context: CallContext,
  refused: Credential | undefined,
): Promise<void> | undefined {
  const { source, wanted } = context.auth;
  if (source === undefined) {
    if (wanted === undefined) return undefined;
    throw new ExchangeError(`no credentials were given: set ${wanted}`, "auth", false);
  }
  const credential = source.read(refused);
  if (credential instanceof Promise) return waitFor(credential, context);
  context.credential = credential;
  return undefined;
}

/** True when there is another credential than the one that the service refused. */
export async function renewCredential(context: CallContext): Promise<boolean> {
  const { auth, credential, signal } = context;
  if (auth.source?.renewable !== true) return false;
  try {
    await readCredential(context, credential);
  } catch {
    signal?.throwIfAborted();
    // The service's refusal says more than why there is no other.
    return false;
  }
  return context.credential !== credential;
}

async function waitFor(credential: Promise<Credential>, context: CallContext): Promise<void> {
  context.credential = await context.inTime(() => credential, late);
}

function late(): ExchangeError {
  return new ExchangeError("the credentials did not come in time", "timeout", false);
}
