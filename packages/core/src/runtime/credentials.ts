import type { AuthDescription } from "./service-description.js";
import { Secret, type SecretInput } from "./secret.js";

/** A credential ready to be put into a request. */
export interface Credential {
  readonly in: "header" | "query" | "cookie";
  /** Header names in lower case. */
  readonly name: string;
  readonly value: string;
  /** The secrets that `value` was made of. */
  readonly secrets: readonly string[];
}

type CredentialInputs = Readonly<Record<string, SecretInput>>;

/** The first alternative whose options are all given. */
export function chooseAuth(
  alternatives: readonly AuthDescription[],
  inputs: CredentialInputs,
): AuthDescription | undefined {
  return alternatives.find((auth) =>
    optionsOf(auth).every((option) => Object.hasOwn(inputs, option)),
  );
}

/** Names of the options that an alternative needs. */
export function optionsOf(auth: AuthDescription): readonly string[] {
  return auth.type === "basic" ? [auth.username, auth.password] : [auth.option];
}

/** Reads the secrets of an alternative; functions are asked every time, so that tokens can change. */
export async function readCredential(
  auth: AuthDescription,
  inputs: CredentialInputs,
): Promise<Credential> {
  const secrets = await Promise.all(optionsOf(auth).map((option) => reveal(inputs[option])));
  const [first = "", second = ""] = secrets;
  switch (auth.type) {
    case "bearer":
      return { in: "header", name: "authorization", value: `Bearer ${first}`, secrets };
    case "basic": {
      const pair = Buffer.from(`${first}:${second}`).toString("base64");
      return {
        in: "header",
        name: "authorization",
        value: `Basic ${pair}`,
        secrets: [...secrets, pair],
      };
    }
    case "apiKey": {
      const name = auth.in === "header" ? auth.name.toLowerCase() : auth.name;
      return { in: auth.in, name, value: first, secrets };
    }
  }
}

async function reveal(input: SecretInput | undefined): Promise<string> {
  if (input instanceof Secret) return input.reveal();
  return typeof input === "function" ? input() : (input ?? "");
}
