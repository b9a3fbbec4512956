/**
 * Levels of arrays and objects that an answer may have. `JSON.parse` takes any number, but much that handles the
 * value afterwards calls itself for each level and would end in a stack overflow. The same limit as Jackson's.
 */
export const maxJsonDepth = 1_000;

/** True when JSON text in UTF-8 has more levels of arrays and objects than `limit`. */
export function isDeeperThan(bytes: Uint8Array, limit: number): boolean {
  const { length } = bytes;
  // Each level takes two characters, so most answers need no look.
  if (length <= 2 * limit) return false;
  let depth = 0;
  for (let index = 0; index < length; index += 1) {
    switch (bytes[index]) {
      case 0x22: // "
        index = stringEnd(bytes, index + 1);
        break;
      case 0x5b: // [
      case 0x7b: // {
        depth += 1;
        if (depth > limit) return true;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth -= 1;
        break;
      default:
    }
  }
  return false;
}

/** Where the quote is that ends a string; the end of the text when there is none. */
function stringEnd(bytes: Uint8Array, start: number): number {
  let index = start;
  for (; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (byte === 0x22) break;
    // What a backslash escapes does not end the string.
    if (byte === 0x5c) index += 1;
  }
  return index;
}
