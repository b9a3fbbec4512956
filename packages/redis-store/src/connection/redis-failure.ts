import { RedisStoreError } from "./redis-store-error.js";

/** What to do about a failure, by its text. The first that fits counts. */
const advices: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [/^WRONGPASS|invalid password|^ERR AUTH/, "Check the user name and the password."],
  [/^NOAUTH/, "Give it a password: redis://:<password>@<host>."],
  [/^NOPERM/, "Allow its user the commands and keys that the store's reference lists."],
  [/unknown command|^NOPROTO/i, "The store needs Redis 6.0 or later."],
  [/^(?:MOVED|ASK|CROSSSLOT)/, "The store was given one node of a cluster; it needs one server."],
  [/ECONNREFUSED/, "Check that it runs, and its host and port."],
  [/ENOTFOUND|EAI_AGAIN/, "Check the name of its host."],
  [
    /SSL|TLS|certificate|EPROTO/i,
    "Write redis:// for a server without TLS; NODE_EXTRA_CA_CERTS names a certificate to trust.",
  ],
  [
    /^Connection timeout/,
    "Check its host and port, and whether it speaks TLS as rediss:// wants it.",
  ],
  [/closed unexpectedly|ECONNRESET/, "It went away, or it expects TLS, which rediss:// gives."],
];

/** What the client says to those who know it well. */
const plainWords: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/^Disconnects client$/, "the connection was ended before the answer came"],
  [/^Socket timeout timeout/, "the connection was silent for too long"],
  [/^The queue is full$/, "too many commands wait for an answer already"],
];

/** What a message may name of a server, and what it may not. */
export interface FailureContext {
  /** Host and port, or another name of the server. */
  readonly place: string;
  /** Texts that are replaced: an answer may repeat the command, and with it the password. */
  readonly secrets: readonly string[];
}

/** The store's own error for what a client rejected with. */
export function redisFailure(reason: unknown, { place, secrets }: FailureContext): RedisStoreError {
  if (reason instanceof RedisStoreError) return reason;
  const text = secrets.reduce(
    (rest, secret) => rest.replaceAll(secret, "[secret]"),
    textOf(reason),
  );
  const advice = advices.find(([pattern]) => pattern.test(text))?.[1];
  const message = `Redis at ${place}: ${text.replace(/\.$/, "")}.`;
  return new RedisStoreError(codeOf(reason, text), advice ? `${message} ${advice}` : message);
}

function textOf(reason: unknown): string {
  if (!(reason instanceof Error)) return String(reason);
  // A host with several addresses: Node tells of each attempt, and nothing in the message itself.
  if (reason instanceof AggregateError) return reason.errors.map(textOf).join(", ");
  return plainWords.find(([pattern]) => pattern.test(reason.message))?.[1] ?? reason.message;
}

function codeOf(reason: unknown, text: string): string {
  if (reason instanceof Error && "code" in reason && typeof reason.code === "string") {
    return reason.code;
  }
  return /^[A-Z]{2,}(?= )/.exec(text)?.[0] ?? "CONNECTION";
}
