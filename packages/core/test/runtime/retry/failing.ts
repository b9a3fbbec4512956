/** What a broken connection throws. */
export function networkError(): Error {
  return Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
}

/** What an answer with an error status is turned into. */
export function statusError(status: number, retryAfter?: number): Error {
  return Object.assign(new Error(`status ${status}`), { status, retryAfter });
}

/** Resolves when everything has happened that can happen without time passing. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}
