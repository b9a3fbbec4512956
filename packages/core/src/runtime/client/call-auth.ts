import type { SecretInput } from "../secrets/secret.js";
import { CredentialSource } from "./credentials.js";
import { chooseAuth, wantedOptions } from "./placements.js";
import type { AuthDescription } from "./service-description.js";

/** How the calls of some operations prove who they come from, with what the client was given. */
export class CallAuth {
  /** `undefined` when no alternative was given whole. */
  readonly source: CredentialSource | undefined;
  /** The options that are missing, as a list for people; `undefined` when a call may do without credentials. */
  readonly wanted: string | undefined;
  /** Header names of the API keys, in lower case. */
  readonly apiKeyFields: readonly string[];

  constructor(auth: AuthDescription, credentials: Readonly<Record<string, SecretInput>>) {
    const chosen = chooseAuth(auth, credentials);
    this.source = chosen && new CredentialSource(chosen, credentials);
    this.wanted = wantedOptions(auth);
    this.apiKeyFields = auth
      .flat()
      .flatMap((scheme) =>
        scheme.type === "apiKey" && scheme.in === "header" ? [scheme.name.toLowerCase()] : [],
      );
  }
}
