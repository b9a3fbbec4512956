import { Code, stringLiteral } from "@agentflow/core";
import { optionsOf } from "../client/auth-options.js";
import { serviceNames } from "../client/service-names.js";
import type { ApiModel } from "../model/api-model.js";

/** How documentation and examples make a client. */
export interface ExampleClient {
  /** `createLibrary, secret`: names to import. */
  readonly imports: Code;
  /** `library-adapter`: where to import them from. */
  readonly packageName: string;
  /** `library`. */
  readonly variable: Code;
  /** `createLibrary({ token: secret("LIBRARY_TOKEN") })`. */
  readonly create: Code;
  /** `createLightLibrary({ token: "…" })`. */
  readonly light: Code;
  /** Environment variables that the credentials are read from. */
  readonly environment: readonly string[];
}

/** A client whose credentials come from the environment. */
export function exampleClient(model: ApiModel): ExampleClient {
  const names = serviceNames(model.name);
  const preferred = model.service.auth.find((combination) => combination.length > 0) ?? [];
  const options = optionsOf(preferred, model.service.tokenEndpoints);
  const credentials = options.map(({ option }) => ({
    option,
    variable: variableOf(names.environment, option),
  }));
  const members = [
    ...(model.service.baseUrl === "" ? ['baseUrl: "https://service.example"'] : []),
    ...credentials.map(({ option, variable }) => `${option}: secret(${stringLiteral(variable)})`),
  ];
  const lightMembers = [
    ...(model.service.baseUrl === "" ? ['baseUrl: "https://service.example"'] : []),
    ...credentials.map(({ option }) => `${Code.propertyName(option).toString()}: "…"`),
  ];
  const lightArgument = lightMembers.length === 0 ? "" : `{ ${lightMembers.join(", ")} }`;
  const argument = members.length === 0 ? "" : `{ ${members.join(", ")} }`;
  return {
    // Made of names that serviceNames and the credential options give, and of literals.
    imports: Code.trusted(credentials.length === 0 ? names.create : `${names.create}, secret`),
    packageName: names.packageName,
    variable: Code.identifier(names.variable),
    create: Code.trusted(`${names.create}(${argument})`),
    light: Code.trusted(`${names.createLight}(${lightArgument})`),
    environment: credentials.map(({ variable }) => variable),
  };
}

/** `LIBRARY` and `apiKey` make `LIBRARY_API_KEY`. */
function variableOf(environment: string, option: string): string {
  return `${environment}_${option.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").toUpperCase()}`;
}
