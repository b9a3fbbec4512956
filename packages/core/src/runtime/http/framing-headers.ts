/** Fields that decide where a message ends, in lower case: the connection's business, so no caller sets them. */
export const framingHeaders: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
]);
