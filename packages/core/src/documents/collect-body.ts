import type { NetworkResponse } from "./network.js";
import type { ProgressListener } from "./progress.js";

/** The whole body, or undefined when it has more than `limit` bytes; no more than that is ever held. */
export async function collectBody(
  { body, contentLength }: NetworkResponse,
  limit: number,
  onProgress?: ProgressListener,
): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > limit) return undefined;
    chunks.push(chunk);
    onProgress?.(length, contentLength);
  }
  return Buffer.concat(chunks);
}
