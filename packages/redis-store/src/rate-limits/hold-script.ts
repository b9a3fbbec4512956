import { redisScript, serverTime } from "../connection/redis-script.js";

/** Holds a bucket, and keeps it as long as the hold. KEYS[1] the bucket. ARGV: milliseconds. */
export const holdScript = redisScript(`${serverTime}
local milliseconds = tonumber(ARGV[1])
local hold = now + milliseconds * 1000
if hold > (tonumber(redis.call('HGET', KEYS[1], 'hold')) or 0) then
  redis.call('HSET', KEYS[1], 'hold', string.format('%.17g', hold))
end
if redis.call('PTTL', KEYS[1]) < milliseconds then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
end
`);
