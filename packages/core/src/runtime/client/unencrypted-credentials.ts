import { errorCodes } from "../../errors/error-codes.js";
import { isSecure } from "../http/secure-url.js";

/** Where a program runs, as far as it takes warnings. */
interface Platform {
  readonly process?: Partial<Pick<NodeJS.Process, "emitWarning">>;
}

/** Once is enough, however many clients a program makes. */
const warnedOf = new Set<string>();

/**
 * Warns, once for each origin, of credentials that go over a network unencrypted. Silent where a runtime has no
 * `process.emitWarning`.
 * @param service the service's name
 * @param origins where credentials go
 */
export function warnOfUnencrypted(
  service: string,
  origins: Iterable<string>,
  { process }: Platform = globalThis,
): void {
  for (const origin of origins) {
    const url = new URL(origin);
    // RFC 6761 §6.3: names below `localhost` are this machine, too.
    if (isSecure(url) || url.hostname.endsWith(".localhost") || warnedOf.has(origin)) continue;
    warnedOf.add(origin);
    process?.emitWarning?.(
      `${service}: credentials are sent to ${origin} unencrypted. Whoever is on the way can read them: use https.`,
      { type: "SecurityWarning", code: errorCodes.credentialsUnencrypted },
    );
  }
}
