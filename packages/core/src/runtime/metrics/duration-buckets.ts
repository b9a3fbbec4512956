/**
 * Upper bounds of a histogram of requests, in seconds: what OpenTelemetry advises for `http.client.request.duration`
 * (semantic conventions for HTTP metrics).
 */
export const requestBuckets: readonly number[] = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
];

/** Upper bounds of a histogram of whole calls, in seconds: a call may last a minute by default. */
export const callBuckets: readonly number[] = [...requestBuckets, 30, 60];

/** Seconds that a recorder can take whatever was measured: what is no positive, finite number counts as 0. */
export function secondsOf(milliseconds: number): number {
  return milliseconds > 0 && milliseconds < Infinity ? milliseconds / 1000 : 0;
}
