import { RedisStoreError } from "./redis-store-error.js";

const form = "redis://<user>:<password>@<host>:<port>/<database>, or rediss:// for TLS";

/** Where a Redis server is, and what must not be told of it. */
export interface RedisAddress {
  readonly url: string;
  /** Host and port, for messages. */
  readonly place: string;
  /** The password in every form in which a message could repeat it. */
  readonly secrets: readonly string[];
}

/**
 * Reads an address before the client does, whose errors repeat it with its password.
 * Source: the registrations of the schemes `redis` and `rediss` at IANA.
 * @throws RedisStoreError when it is not one; the message repeats nothing of it
 */
export function redisAddress(url: string): RedisAddress {
  const parsed = URL.parse(url);
  if (parsed === null)
    throw new RedisStoreError("URL", `The Redis URL is not a URL. Write ${form}.`);
  const { protocol, hostname, port, pathname, username, password } = parsed;
  if (protocol !== "redis:" && protocol !== "rediss:") {
    throw new RedisStoreError(
      "URL",
      `The Redis URL has another scheme than Redis's. Write ${form}.`,
    );
  }
  if (hostname === "")
    throw new RedisStoreError("URL", `The Redis URL has no host. Write ${form}.`);
  if (!/^\/?\d*$/.test(pathname)) {
    throw new RedisStoreError(
      "URL",
      `The Redis URL's path is not the number of a database. Write ${form}.`,
    );
  }
  return {
    url,
    place: `${hostname}:${port === "" ? "6379" : port}`,
    secrets: [decoded(password), password, decoded(username)].filter((secret) => secret.length > 0),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new RedisStoreError(
      "URL",
      `The Redis URL's user name or password has a "%" that begins no code. Write "%25" for it.`,
    );
  }
}
