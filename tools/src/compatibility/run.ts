import { defaultCacheDirectory } from "@agentflow/core";
import { openCorpus } from "./corpus.ts";
import { chooseDocuments, fixedSeed, fixedSize, readOptions } from "./options.ts";
import { Progress } from "./progress.ts";
import { failuresOf } from "./result.ts";
import { sampleDocuments } from "./sample.ts";
import { scoreDocuments } from "./score.ts";
import { versionsAtHand } from "./versions.ts";
const options = readOptions(process.argv.slice(2));
const cacheDirectory = defaultCacheDirectory(process.env);
const signal = new AbortController().signal;
const corpus = await openCorpus({ cacheDirectory, signal });
const fixed = new Set(sampleDocuments(corpus, fixedSize, fixedSeed).map((d) => d.address));
const docs = chooseDocuments(corpus, options).map((d) => ({
  ...d,
  withTests: options.tests || fixed.has(d.address),
}));
const t = performance.now();
const results = await scoreDocuments(docs, {
  cacheDirectory,
  versions: versionsAtHand(),
  signal,
  jobs: options.jobs,
  progress: (n) => new Progress("Documents", n),
});
console.log((performance.now() - t) / 1000);
for (const r of results)
  for (const f of failuresOf(r)) console.log(r.address, f.code, f.place, f.message.slice(0, 200));
