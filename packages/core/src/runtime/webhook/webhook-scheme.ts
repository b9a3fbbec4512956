/** Where in a delivery its time is: in a field of its own, or in an item of the field with the signatures. */
export type WebhookTimestamp = { readonly header: string } | { readonly prefix: string };

/**
 * How a service signs what it sends, as data. A signature is the HMAC-SHA256 (RFC 2104) of `signedContent`; header
 * names are in any case.
 */
export interface WebhookScheme {
  /** The header field that holds the signatures. */
  readonly signatureHeader: string;
  /** Stands between the items of that field. Default: the whole field is one item. */
  readonly separator?: string | undefined;
  /** Begins an item that is a signature, such as `v1=`. Items that begin otherwise are left out. */
  readonly prefix: string;
  readonly encoding: "base64" | "hex";
  /** Where the time of sending is, in whole seconds since the Unix epoch. Default: nowhere, no delivery is too old. */
  readonly timestamp?: WebhookTimestamp | undefined;
  /** The header field that holds the id of the delivery. Default: there is none. */
  readonly idHeader?: string | undefined;
  /** The property of a JSON body that holds the id of what it tells of, the same when that is sent again. */
  readonly idProperty?: string | undefined;
  /** What is signed: the raw body, and before it what the service puts there, such as `{id}.{timestamp}.{body}`. */
  readonly signedContent: `${string}{body}`;
  /** How the secret's text becomes the key. */
  readonly secretEncoding: "base64" | "utf8";
  /** Begins the secret's text and is no part of the key; it may be missing. Default: none. */
  readonly secretPrefix?: string | undefined;
}

/** What stands in `signedContent` for a part of the delivery. */
export const placeholder = /\{(\w+)\}/g;

/** @throws TypeError when the scheme contradicts itself or would leave out of the signature what it is meant to prove */
export function checkScheme(scheme: WebhookScheme): void {
  const parts = [...scheme.signedContent.matchAll(placeholder)].map(([, name = ""]) => name);
  const fault = faultOf(scheme, parts);
  if (fault !== undefined) throw new TypeError(`The webhook scheme is of no use: ${fault}.`);
}

function faultOf(
  { separator, timestamp, idHeader, signedContent }: WebhookScheme,
  parts: readonly string[],
): string | undefined {
  if (parts.indexOf("body") !== parts.length - 1 || !signedContent.endsWith("{body}")) {
    return "signedContent does not end with its one {body}";
  }
  const unknown = parts.find((name) => !["id", "timestamp", "body"].includes(name));
  if (unknown !== undefined)
    return `signedContent has a part that nothing is known of, {${unknown}}`;
  if (signedContent.includes("{id}{")) return "nothing ends the id in signedContent";
  if (parts.includes("id") && idHeader === undefined)
    return "the id is signed, but has no idHeader";
  // Whoever can change the time can send an old delivery again.
  if (parts.includes("timestamp") !== (timestamp !== undefined)) {
    return "a timestamp has to be both in signedContent and in the headers";
  }
  if (separator === "") return "separator is empty";
  if (timestamp !== undefined && "prefix" in timestamp && separator === undefined) {
    return "the timestamp is an item of the signatures' field, but nothing separates items";
  }
  return undefined;
}
