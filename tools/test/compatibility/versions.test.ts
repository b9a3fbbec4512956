import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { compareText, defaultCacheDirectory } from "@agentflow/core";
import { type BatchDocument, runBatch } from "../../src/compatibility/batch.ts";
import { type CorpusDocument, openCorpus } from "../../src/compatibility/corpus.ts";
import { Generator } from "../../src/compatibility/generator.ts";
import { failuresOf } from "../../src/compatibility/result.ts";
import { fileTree } from "../file-tree.ts";

/** Published documents, below `npm:@readme/oas-examples@8.2.2#`. */
const published = [
  "2.0/json/petstore-expanded.json",
  "2.0/yaml/petstore-expanded.yaml",
  "2.0/json/schema-circular.json",
  "3.0/json/petstore.json",
  "3.0/yaml/petstore.yaml",
  "3.0/json/circular.json",
  "3.0/json/circular-paths.json",
  "3.0/json/circular-request-bodies.json",
  "3.0/json/schema-circular.json",
  "3.1/json/petstore.json",
  "3.1/yaml/petstore.yaml",
  "3.1/json/train-travel.json",
];

const answer = (schema: object) => ({
  responses: { 200: { description: "It.", content: { "application/json": { schema } } } },
});
const info = { title: "Trees", version: "1" };
const tree = {
  type: "object",
  required: ["name"],
  properties: {
    name: { type: "string" },
    parent: { $ref: "#/components/schemas/Tree" },
    children: { type: "array", items: { $ref: "#/components/schemas/Tree" } },
  },
};
/** Documents that nobody publishes for trying. */
const own = {
  "3.2.json": {
    openapi: "3.2.0",
    info,
    paths: { "/trees": { get: answer({ $ref: "#/components/schemas/Tree" }) } },
    components: { schemas: { Tree: tree } },
  },
  "several.yaml":
    "openapi: 3.1.0\ninfo: { title: Trees, version: '1' }\npaths:\n  /trees:\n    $ref: parts/paths.yaml#/trees\n",
  "parts/paths.yaml":
    "trees:\n  get:\n    responses:\n      '200':\n        description: It.\n        content:\n" +
    "          application/json: { schema: { $ref: schemas.json#/components/schemas/Tree } }\n",
  "parts/schemas.json": { components: { schemas: { Tree: tree } } },
};
const described = ["3.2.json", "several.yaml"];

test(
  "documents of every version and form become packages that type-check and whose tests pass",
  { timeout: 120_000 },
  async () => {
    const { signal } = new AbortController();
    const corpus = await openCorpus({ cacheDirectory: defaultCacheDirectory(process.env), signal });
    const folder = fileTree(own);
    const documents: readonly CorpusDocument[] = [
      ...corpus.filter(({ address }) => published.includes(pathOf(address))),
      ...described.map((name) => {
        const file = join(folder, name);
        return { address: name, name, provider: name, file, bytes: statSync(file).size };
      }),
    ];
    const generator = new Generator({ seconds: 60, mebibytes: 512 });
    onTestFinished(() => generator.stop());
    const batch = documents.map((one): BatchDocument => ({ ...one, withTests: true }));
    const results = await runBatch(batch, generator, signal);
    expect(results.map(({ address }) => pathOf(address))).toEqual([
      ...published.toSorted(compareText),
      ...described,
    ]);
    for (const result of results) {
      const { address, generation, types, tests } = result;
      expect([...generation.leftOut, ...failuresOf(result)], address).toEqual([]);
      expect(types, address).toEqual([]);
      expect(tests?.passed, address).toBeGreaterThan(0);
    }
  },
);

function pathOf(address: string): string {
  return address.replace("npm:@readme/oas-examples@8.2.2#", "");
}
