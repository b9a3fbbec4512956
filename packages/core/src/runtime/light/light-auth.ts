import {
  bearerField,
  chooseAuth,
  type CredentialInputs,
  optionsOf,
  type Placement,
  placementOf,
  wantedOptions,
} from "../client/placements.js";
import type { OperationDescription } from "../client/operation-description.js";
import type { ServiceDescription } from "../client/service-description.js";
import { withQueryParameter } from "../http/query-parameter.js";
import { ExchangeError } from "../http/exchange.js";
import type { SecretInput } from "../secrets/secret.js";

/** A credential ready to be put into a request. */
export interface LightCredential {
  /** Puts it in. */
  apply(headers: Headers, url: URL): void;
  /** What must not be reported. */
  readonly secrets: readonly string[];
  /** True when `fetch` would take it along where a redirect leaves the origin. Default: false. */
  readonly travels?: boolean;
}

/** Gives what proves who a call comes from; `undefined` for one that goes without. */
export type LightAuth = (operation: OperationDescription) => Promise<LightCredential | undefined>;

/** A bearer token for every operation (RFC 6750 §2.1). A function is asked before every call. */
export function bearerAuth(token: SecretInput | undefined): LightAuth {
  return async () => {
    if (token === undefined) return undefined;
    const value = await revealed(token);
    return {
      secrets: [value],
      apply: (headers) => {
        headers.set("authorization", bearerField(value));
      },
    };
  };
}

/**
 * Whatever the service's description says, of all that was given by the names of its options.
 * Its calls fail when the service wants credentials that were not given.
 */
export function serviceAuth(service: ServiceDescription, inputs: CredentialInputs): LightAuth {
  return async (operation) => {
    const auth = operation.auth ?? service.auth ?? [];
    const chosen = chooseAuth(auth, inputs);
    if (chosen === undefined) {
      const wanted = wantedOptions(auth);
      if (wanted === undefined) return undefined;
      throw new ExchangeError(`no credentials were given: set ${wanted}`, "auth");
    }
    const secrets: string[] = [];
    const placements: Placement[] = [];
    for (const scheme of chosen) {
      const own: string[] = [];
      for (const option of optionsOf(scheme)) own.push(await revealed(inputs[option] ?? ""));
      const placement = placementOf(scheme, own);
      placements.push(placement);
      secrets.push(...own, placement.value.replace("Basic ", ""));
    }
    const apply = (headers: Headers, url: URL): void => {
      for (const { in: place, name, value } of placements) {
        if (place === "header") headers.set(name, value);
        else if (place === "cookie") headers.append(place, `${name}=${encodeURIComponent(value)}`);
        else url.search = withQueryParameter(url.search, name, value);
      }
    };
    return { apply, secrets, travels: placements.some(({ name }) => name !== "authorization") };
  };
}

function revealed(input: SecretInput): string | Promise<string> {
  if (typeof input === "function") return input({ refused: false });
  return typeof input === "string" ? input : input.reveal();
}
