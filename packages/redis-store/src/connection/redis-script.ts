import { createHash } from "node:crypto";

/** A Lua script, and the digest by which a server that has seen it runs it. */
export interface RedisScript {
  readonly source: string;
  /** SHA-1 in hexadecimal, as EVALSHA wants it. */
  readonly digest: string;
}

/** The first lines of a script that needs the time: `now`, in microseconds since the Unix epoch, by the server. */
export const serverTime = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
`;

export function redisScript(source: string): RedisScript {
  return { source, digest: createHash("sha1").update(source).digest("hex") };
}
