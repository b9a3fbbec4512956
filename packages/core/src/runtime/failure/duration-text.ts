/** A duration as people read it: milliseconds below a second, else whole seconds, rounded up. */
export function durationText(ms: number): string {
  return ms < 1_000 ? `${Math.ceil(ms)} ms` : `${Math.ceil(ms / 1_000)} s`;
}
