import { availableParallelism } from "node:os";
import { type BatchDocument, batchesOf, runBatch } from "./batch.ts";
import { Generator } from "./generator.ts";
import type { Journal } from "./journal.ts";
import type { Progress } from "./progress.ts";
import { type DocumentResult, failuresOf } from "./result.ts";

/** How documents are scored. */
export interface ScoreOptions {
  /** What is finished already; gets what is finished here. */
  readonly journal: Journal<DocumentResult>;
  readonly signal: AbortSignal;
  /** Batches at a time. Default: one per core. */
  readonly jobs?: number;
  readonly progress?: (total: number) => Progress;
}

/** What generating one package may take. Seconds are far above the 10 that are promised: slow is told from endless. */
const limits = { seconds: 60, mebibytes: 512 };

/**
 * Results of all documents, in their order. What the journal has is not done again, and each batch enters it as soon as
 * it is finished.
 * @throws the signal's reason when it aborts
 */
export async function scoreDocuments(
  documents: readonly BatchDocument[],
  { journal, signal, jobs = availableParallelism(), progress }: ScoreOptions,
): Promise<readonly DocumentResult[]> {
  const missing = documents.filter(
    (document) => !isFinished(journal.get(document.address), document),
  );
  const shown = progress?.(documents.length);
  shown?.add(documents.length - missing.length);
  const waiting = [...batchesOf(missing)];
  const lane = async (): Promise<void> => {
    const generator = new Generator(limits);
    try {
      for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
        const results = await runBatch(batch, generator, signal);
        journal.add(results);
        shown?.add(results.length, results.filter((one) => failuresOf(one).length > 0).length);
      }
    } finally {
      generator.stop();
    }
  };
  await Promise.all(Array.from({ length: jobs }, lane));
  return documents.flatMap(({ address }) => journal.get(address) ?? []);
}

/** A result without tests is one, unless tests are wanted and there is a package to test. */
function isFinished(result: DocumentResult | undefined, { withTests }: BatchDocument): boolean {
  if (!result) return false;
  return !withTests || result.tests !== undefined || result.generation.problems.length > 0;
}
