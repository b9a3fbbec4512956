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
  if (parsed === null) throw refusal("is not a URL");
  const { protocol, hostname, port, pathname, username, password } = parsed;
  if (protocol !== "redis:" && protocol !== "rediss:") {
    throw refusal("has another scheme than Redis's");
  }
  if (hostname === "") throw refusal("has no host");
  if (!/^\/?\d*$/.test(pathname)) throw refusal("ends with what is not the number of a database");
  const [name, word] = [decoded(username), decoded(password)];
  // Without a password, what stands for a user name may be one.
  const secrets = password === "" ? [name, username] : [word, password];
  return {
    url,
    place: `${hostname}:${port === "" ? "6379" : port}`,
    secrets: secrets.filter((secret) => secret !== ""),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw refusal(
      'has a "%" in its user name or password that begins no code; "%25" stands for it',
    );
  }
}

function refusal(problem: string): RedisStoreError {
  return new RedisStoreError("URL", `The Redis URL ${problem}. Write ${form}.`);
}
