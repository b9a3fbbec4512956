import { redisScript, serverTime } from "../connection/redis-script.js";

/**
 * Takes tokens out of a bucket, or tells when to come back.
 *
 * Levels are in millionths of a token and times in microseconds, so that all sums are whole numbers, and exact, when
 * rate and weight are. `turn` + `late` is when the last token that was promised to somebody is there: who is refused
 * is told to come for the next one, so that not everybody comes for the same. Whoever comes takes what is there,
 * promised or not. A promise that nobody uses is over when its time is.
 *
 * Source of the bucket: J. Turner, "New Directions in Communications", IEEE Communications Magazine 24(10), 1986.
 *
 * KEYS[1] the bucket. ARGV: weight, rate in tokens per second, burst; the turn that the asker was given before and
 * the weight that it was for, or 0 and 0. Gives milliseconds to wait, 0 when tokens were taken; and the asker's turn.
 */
export const takeBody = `
local weight = tonumber(ARGV[1]) * 1000000
local rate = tonumber(ARGV[2])
local burst = tonumber(ARGV[3]) * 1000000
local mine = tonumber(ARGV[4])
local promised = tonumber(ARGV[5]) * 1000000
local longest = 1e16

local bucket = redis.call('HMGET', KEYS[1], 'level', 'at', 'turn', 'late', 'hold')
local level = tonumber(bucket[1]) or burst
local at = tonumber(bucket[2]) or now
local turn = tonumber(bucket[3]) or 0
local late = tonumber(bucket[4]) or 0
local hold = tonumber(bucket[5]) or 0

-- The server's clock was set back: everything moves with it, so that nobody waits for the time to come again.
if now < at then
  late = late - (at - now)
  hold = hold - (at - now)
  at = now
end

local gained = level + (now - at) * rate
level = math.min(burst, gained)
-- Tokens that overflow were promised to somebody who did not come: their turns are over. What overflows besides is
-- lost because somebody came a little late, as every timer does: it moves the turns behind it.
if turn + late > now then
  local lost = math.max(0, gained - burst) / 1000000
  late = late + (lost - math.floor(lost + 0.5)) * 1000000 / rate
end

-- A turn from before a hold or a restart is none. Any other is for as much as is asked for now.
local promise = promised > 0 and mine + late > hold and mine <= turn + burst / rate
if promise then
  mine = mine + (weight - promised) / rate
  turn = turn + (weight - promised) / rate
end

local wait = 0
if now >= hold and level >= weight then
  level = level - weight
else
  local ready = math.max(hold, now + (weight - level) / rate)
  -- Whose turn has come waits for the little that timers make; whose token is gone begins anew, behind the others.
  local gone = mine + late <= now and ready - now > weight / rate / 4
  if not promise or gone then
    local from = now < hold and hold or now - level / rate
    turn = math.min(math.max(turn, from - late) + weight / rate, now + longest)
    mine = turn
  end
  wait = math.max(1, math.ceil(math.min(math.max(mine + late, ready) - now, longest) / 1000))
end

local function text(number)
  return string.format('%.17g', number)
end
redis.call('HSET', KEYS[1],
  'level', text(level), 'at', text(now), 'turn', text(turn), 'late', text(late), 'hold', text(hold))
-- From then on it is what a new bucket is: full, with no turns and no hold.
local needed = math.max(now + (burst - level) / rate, turn + late, hold) - now
redis.call('PEXPIRE', KEYS[1], text(math.ceil(math.min(needed, longest) / 1000) + 1))
return { wait, mine }
`;

export const takeScript = redisScript(serverTime + takeBody);
