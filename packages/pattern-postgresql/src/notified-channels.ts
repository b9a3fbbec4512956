import { Buffer } from "node:buffer";
import { compareText } from "@agentflow/core";
import type { DatabaseModel } from "@agentflow/pattern-database";

/** Longer names are cut off by the server (PostgreSQL manual §4.1.1). */
const longest = 63;
const comments = /--[^\n]*|\/\*[^]*?\*\//g;
/** `pg_notify('order_changed', …)`. */
const call = /\bpg_notify\s*\(\s*'((?:[^']|'')+)'\s*(?:::\s*text\s*)?,/gi;
/** `notify order_changed` at the beginning of a statement. */
const statement =
  /(?:^|;|\$\w*\$|\b(?:begin|then|else|loop|execute\s+')\s)\s*notify\s+(?:"((?:[^"]|"")+)"|([a-z_][\w$]*))/gi;

/**
 * Channels that the database's own functions notify, as far as their text says so: those whose names are put together
 * when they run cannot be known.
 */
export function notifiedChannels({
  functions,
}: Pick<DatabaseModel, "functions">): readonly string[] {
  const channels = new Set<string>();
  for (const { sql } of functions) {
    const text = sql.replaceAll(comments, " ");
    for (const [, name = ""] of text.matchAll(call)) channels.add(name.replaceAll("''", "'"));
    for (const [, quoted, plain = ""] of text.matchAll(statement)) {
      // Names without quotes are in lower case.
      channels.add(quoted?.replaceAll('""', '"') ?? plain.toLowerCase());
    }
  }
  return [...channels].filter((name) => Buffer.byteLength(name) <= longest).toSorted(compareText);
}
