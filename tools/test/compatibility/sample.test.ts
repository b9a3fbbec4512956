import { expect, test } from "vitest";
import { sampleDocuments } from "../../src/compatibility/sample.ts";

const documents = ["a", "b", "c", "d"].flatMap((provider) =>
  [1, 2, 3].map((number) => ({ address: `npm:${provider}#${number}`, provider })),
);
const addresses = (size: number, seed: string): readonly string[] =>
  sampleDocuments(documents, size, seed).map(({ address }) => address);

test("is the same for the same seed, in whatever order the documents come", () => {
  const backwards = sampleDocuments(documents.toReversed(), 5, "1").map(({ address }) => address);
  expect(backwards).toEqual(addresses(5, "1"));
});

test("is another one for another seed", () => {
  expect(addresses(5, "2")).not.toEqual(addresses(5, "1"));
});

test("has a document of every provider before it has two of one", () => {
  const providers = sampleDocuments(documents, 4, "1").map(({ provider }) => provider);
  expect(providers).toEqual(["a", "b", "c", "d"]);
});

test("is everything, sorted, where there is no more", () => {
  expect(addresses(100, "1")).toEqual(documents.map(({ address }) => address));
});
