/** How values become texts for a shared store, and values again. */
export interface CacheCodec<Value> {
  encode(value: Value): string;
  /** @throws when the text is no such value; it counts as missing then */
  decode(text: string): Value;
}

/**
 * Values as JSON (RFC 8259), `undefined` as an empty text. A value that JSON cannot hold, such as a `Date`
 * or a `Map`, comes back as something else: such values need a codec of their own.
 */
export function jsonCodec<Value>(): CacheCodec<Value> {
  return {
    encode: (value) => {
      // Its type hides the `undefined` that it gives for what JSON has no text for.
      const text: string | undefined = JSON.stringify(value);
      return text ?? "";
    },
    // The cache's own texts: whoever writes to the store is trusted to write what `Value` says.
    decode: (text) => (text === "" ? undefined : JSON.parse(text)) as Value,
  };
}
