/** Whether a signal was aborted by the user, and not by a crash: what `AbortController.abort()` without a reason gives. */
export function isInterruption(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === "AbortError";
}
