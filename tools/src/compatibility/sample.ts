import { createHash } from "node:crypto";
import { compareText } from "@agentflow/core";

/** What a sample is drawn from. */
export interface Sampled {
  readonly address: string;
  readonly provider: string;
}

/**
 * Some of the documents, as a seed says: the same for the same documents, size and seed. Each provider has one before
 * any has two, because documents of one provider resemble each other. Sorted by address.
 */
export function sampleDocuments<Document extends Sampled>(
  documents: readonly Document[],
  size: number,
  seed: string,
): readonly Document[] {
  const shuffled = documents
    .map((document) => ({ document, key: keyOf(document.address, seed) }))
    .toSorted((left, right) => compareText(left.key, right.key));
  const seen = new Map<string, number>();
  const drawn = shuffled.map(({ document }, place) => {
    const round = seen.get(document.provider) ?? 0;
    seen.set(document.provider, round + 1);
    return { document, round, place };
  });
  return drawn
    .toSorted((left, right) => left.round - right.round || left.place - right.place)
    .slice(0, size)
    .map(({ document }) => document)
    .toSorted((left, right) => compareText(left.address, right.address));
}

/** A number that looks random and is not: it changes with the seed, and with nothing else. */
function keyOf(address: string, seed: string): string {
  return createHash("sha256").update(`${seed}\0${address}`).digest("hex");
}
