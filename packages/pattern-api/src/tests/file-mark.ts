/**
 * Stands in a sample for a file, which JSON cannot hold. With a lone surrogate in it, it is no text that an example of
 * a document is taken for.
 */
export const fileMark = "\uD800file";

/** Bytes that are neither UTF-8 nor ASCII, so that reading them as text is noticed. */
export const sampleBytes: readonly number[] = [0, 1, 10, 13, 127, 128, 195, 40, 254, 255];

/** How a file is given: its name and type are left to the runtime. */
export const fileCode = `new Uint8Array([${sampleBytes.join(", ")}])`;
