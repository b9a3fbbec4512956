import type { AuthDescription, AuthScheme } from "@agentflow/core/runtime";

/** Where a credential stands in a request, and what it is made of. */
export interface WireCredential {
  readonly in: "header" | "query" | "cookie";
  readonly name: string;
  readonly scheme: "Bearer" | "Basic" | null;
  /** Names of the credentials it is made of. */
  readonly options: readonly string[];
}

/** The credentials that a client sends which was given every one: those of the first alternative with any. */
export function credentialPlaces(auth: AuthDescription): readonly WireCredential[] {
  return (auth.find((combination) => combination.length > 0) ?? []).map(placeOf);
}

function placeOf(scheme: AuthScheme): WireCredential {
  switch (scheme.type) {
    case "bearer":
      return { in: "header", name: "authorization", scheme: "Bearer", options: [scheme.option] };
    case "basic":
      return {
        in: "header",
        name: "authorization",
        scheme: "Basic",
        options: [scheme.username, scheme.password],
      };
    case "apiKey":
      return { in: scheme.in, name: scheme.name, scheme: null, options: [scheme.option] };
  }
}
