/** Gives the text for one place of a document; `harmless` is what stands there usually. */
export type At = (place: string, harmless: string) => string;
