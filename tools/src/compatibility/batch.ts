import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repositoryRoot } from "../workspace.ts";
import type { CorpusDocument } from "./corpus.ts";
import type { Generator } from "./generator.ts";
import type { DocumentResult, Generation } from "./result.ts";
import { testPackages } from "./test-packages.ts";
import { typeCheckPackages } from "./type-check-packages.ts";

/** A document, and how far it is to be taken. */
export interface BatchDocument extends CorpusDocument {
  readonly withTests: boolean;
}

/** At most so many documents, and so many bytes of them, share a compiler and a test process. */
const largest = { documents: 60, bytes: 30_000_000 };
/** Seconds that the compiler, and the tests, of one batch may take. */
const batchLimit = 300;

/** Documents in their order, in batches. */
export function batchesOf<Document extends { readonly bytes: number }>(
  documents: readonly Document[],
): readonly (readonly Document[])[] {
  const batches: Document[][] = [];
  let bytes = 0;
  for (const document of documents) {
    const batch = batches.at(-1);
    bytes += document.bytes;
    if (batch && batch.length < largest.documents && bytes <= largest.bytes) batch.push(document);
    else {
      batches.push([document]);
      bytes = document.bytes;
    }
  }
  return batches;
}

/**
 * Generates, type-checks and tests the packages of some documents, in a temporary folder that is gone afterwards.
 * @throws the signal's reason when it aborts
 */
export async function runBatch(
  documents: readonly BatchDocument[],
  generator: Generator,
  signal: AbortSignal,
): Promise<readonly DocumentResult[]> {
  const folder = mkdtempSync(join(tmpdir(), "agentflow-compatibility-"));
  try {
    prepareProject(folder);
    const generated: [document: BatchDocument, name: string, generation: Generation][] = [];
    for (const [index, document] of documents.entries()) {
      const name = `p${index}`;
      const { name: service, file } = document;
      const request = {
        name: service,
        file,
        directory: join(folder, name),
        projectDirectory: folder,
      };
      generated.push([document, name, await generator.generate(request, signal)]);
    }
    const whole = generated.filter(([, , { problems }]) => problems.length === 0);
    const packages = whole.map(([, name]) => name);
    const run = { folder, limit: batchLimit, signal };
    const types = await typeCheckPackages({ ...run, packages });
    const tested = whole.filter(([{ withTests }]) => withTests).map(([, name]) => name);
    const tests = await testPackages({ ...run, packages: tested });
    return generated.map(([{ address }, name, generation]) => {
      const problems = types.get(name);
      const outcome = tests.get(name);
      return {
        address,
        generation,
        ...(problems && { types: problems }),
        ...(outcome && { tests: outcome }),
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Makes a folder a project as a user's that has the pattern for REST APIs, and no other, installed. */
export function prepareProject(folder: string): void {
  const manifest = { type: "module", dependencies: { "@agentflow/pattern-api": "*" } };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  symlinkSync(join(repositoryRoot, "node_modules"), join(folder, "node_modules"), "junction");
}
