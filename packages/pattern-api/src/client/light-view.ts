import { Code } from "@agentflow/core";
import type { ApiModel } from "../model/api-model.js";
import { authOptions } from "./auth-options.js";
import { headerOptions, type HeaderOptionView, takenHeaders } from "./header-options.js";
import { credentialPair, localName } from "./local-names.js";
import { serviceNames } from "./service-names.js";

/** Everything that `src/light.ts.eta` prints. */
export interface LightView {
  readonly create: Code;
  readonly options: Code;
  /** The document names no server, so the caller has to. */
  readonly needsBaseUrl: boolean;
  readonly hasCredentials: boolean;
  /** One option per header field that callers may give. */
  readonly headers: readonly HeaderOptionView[];
  /** `createLightClient`, or what knows of repeating what the service says. */
  readonly maker: Code;
  readonly makerOptions: Code;
  /** What a client without credentials is made with: `clientOptions`, or `options` as they are. */
  readonly given: Code;
  /** One option per credential of the service. */
  readonly credentials: readonly LightCredentialView[];
  /** `token, apiKey`: the options, taken out of the others. */
  readonly taken: Code;
  /** The token, where one that may be left out is all that any operation takes. */
  readonly bearer: readonly Code[];
}

interface LightCredentialView {
  readonly doc: Code;
  readonly option: Code;
  /** Name it has in the function. */
  readonly local: Code;
  /** `token` or `apiKey: local`: the member of the credentials. */
  readonly member: Code;
}

/** What `src/light.ts` says of one service. */
export function lightView(model: ApiModel): LightView {
  const names = serviceNames(model.name);
  const options = authOptions(model);
  const { retry, idempotencyKeys } = model.service;
  const repeats = retry !== null || idempotencyKeys.length > 0;
  return {
    maker: Code.trusted(repeats ? "createRepeatingLightClient" : "createLightClient"),
    makerOptions: Code.trusted(repeats ? "RepeatingLightOptions" : "LightOptions"),
    create: Code.identifier(names.createLight),
    options: Code.identifier(names.lightOptions),
    needsBaseUrl: model.service.baseUrl === "",
    hasCredentials: options.length > 0,
    headers: headerOptions(model.service),
    given: Code.trusted(model.service.headerOptions.length > 0 ? "clientOptions" : "options"),
    credentials: options.map(({ option, credential, sent }) => ({
      doc: Code.comment(sent, "  "),
      option: Code.propertyName(option),
      local: Code.identifier(localName(option)),
      member: Code.trusted(credentialPair(credential, localName(option))),
    })),
    // Made of identifiers.
    taken: Code.trusted(
      [
        ...options.map(({ option }) => credentialPair(option, localName(option))),
        ...takenHeaders(model.service),
      ].join(", "),
    ),
    bearer: isBearer(model) ? options.map(({ option }) => optionAccess(option)) : [],
  };
}

function optionAccess(option: string): Code {
  const key = Code.propertyName(option).toString();
  // Made by the key printer.
  return Code.trusted(key === option ? `options.${key}` : `options[${key}]`);
}

/** True when every operation takes the same token, or goes without, and nothing else is given. */
function isBearer({ service, groups }: ApiModel): boolean {
  const [first = [], second, ...others] = service.auth;
  const [scheme, ...further] = first;
  return (
    scheme?.type === "bearer" &&
    second?.length === 0 &&
    further.length + others.length + service.headerOptions.length === 0 &&
    groups.every(({ operations }) => operations.every(({ auth }) => auth === null))
  );
}
