/** Three centuries, which Redis can still add to the time. */
const longest = 1e13;

/** A duration as Redis takes it: whole milliseconds, rounded up, at most three centuries. */
export function wholeMilliseconds(ms: number): number {
  return Math.min(Math.ceil(ms), longest);
}
