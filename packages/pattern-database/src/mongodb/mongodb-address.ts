import type { AddressForm } from "../dialect/address-form.js";

/** Parameters of the query that say where the database is, and are no secret. */
const publicParameters = [
  "authMechanism",
  "authSource",
  "directConnection",
  "loadBalanced",
  "readPreference",
  "replicaSet",
  "ssl",
  "tls",
];

interface Parts {
  readonly start: string;
  readonly user: string;
  readonly password: string;
  /** Hosts and database. */
  readonly place: string;
  readonly query: string;
}

/** Not a URL of the language: there may be several hosts. */
const form =
  /^(mongodb(?:\+srv)?:\/\/)(?:([^:@/?#\s]*)(?::([^@/?#\s]*))?@)?([^@/?#\s]+\/[^/?#\s]+)(?:\?([^#\s]*))?$/;

/** `mongodb://<user>@<host>:<port>/<database>`, or `mongodb+srv://…`. */
export const mongodbAddress: AddressForm = {
  example: "mongodb://<user>@<host>:<port>/<database>",
  accepts: (text) => {
    const parts = partsOf(text);
    return parts !== undefined && Object.values(parts).every((part) => isEncoded(part));
  },
  withoutSecrets(address) {
    const { start, user, place, query } = partsOf(address) ?? nothing;
    const parameters = new URLSearchParams(query);
    for (const name of new Set(parameters.keys())) {
      if (!publicParameters.includes(name)) parameters.delete(name);
    }
    const rest = parameters.size > 0 ? `?${parameters.toString()}` : "";
    return `${start}${user === "" ? "" : `${user}@`}${place}${rest}`;
  },
};

const nothing: Parts = { start: "", user: "", password: "", place: "", query: "" };

/** The password of an address, plain; empty when it has none. */
export function mongodbPassword(address: string): string {
  return decodeURIComponent(partsOf(address)?.password ?? "");
}

/** The name of the database. */
export function databaseOf(address: string): string {
  return decodeURIComponent(partsOf(address)?.place.replace(/^[^/]*\//, "") ?? "");
}

function partsOf(address: string): Parts | undefined {
  const found = form.exec(address);
  if (found === null) return undefined;
  const [, start = "", user = "", password = "", place = "", query = ""] = found;
  return { start, user, password, place, query };
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
