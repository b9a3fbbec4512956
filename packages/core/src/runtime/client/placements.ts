import type { SecretInput } from "../secrets/secret.js";
import type { AuthDescription, AuthScheme } from "./service-description.js";

/** A value at its place in a request. */
export interface Placement {
  readonly in: "header" | "query" | "cookie";
  readonly name: string;
  readonly value: string;
}

/** Schemes that are sent together. */
export type Combination = AuthDescription[number];

/** What a client was given, by option name. */
export type CredentialInputs = Readonly<Record<string, SecretInput>>;

/** The first alternative whose options are all given; `undefined` when there is none but to go without. */
export function chooseAuth(
  alternatives: AuthDescription,
  inputs: CredentialInputs,
): Combination | undefined {
  return alternatives.find(
    (combination) =>
      combination.length > 0 &&
      combination
        .flatMap(optionsOf)
        .every((option) => Object.hasOwn(inputs, option) && inputs[option] !== undefined),
  );
}

/** Names of the options that a scheme needs. */
export function optionsOf(scheme: AuthScheme): readonly string[] {
  return scheme.type === "basic" ? [scheme.username, scheme.password] : [scheme.option];
}

/** The options that are missing, as a list for people; `undefined` when a call may do without credentials. */
export function wantedOptions(auth: AuthDescription): string | undefined {
  return auth.length > 0 && auth.every((combination) => combination.length > 0)
    ? auth.map((combination) => combination.flatMap(optionsOf).join(" and ")).join(", or ")
    : undefined;
}

/** Where the values of a scheme's options stand, in their order. */
export function placementOf(
  scheme: AuthScheme,
  [first = "", second = ""]: readonly string[],
): Placement {
  if (scheme.type === "apiKey") return { in: scheme.in, name: scheme.name, value: first };
  const value =
    scheme.type === "basic" ? `Basic ${base64(`${first}:${second}`)}` : bearerField(first);
  return { in: "header", name: "authorization", value };
}

/** What `Authorization` says of a bearer token (RFC 6750 §2.1). */
export function bearerField(token: string): string {
  return `Bearer ${token}`;
}

/** Of the text in UTF-8 (RFC 7617 §2.1). Not by `Buffer`, which not every runtime has. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
