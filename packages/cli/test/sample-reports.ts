import type { BuildReport, Candidate, DriftReport, Score, ValidationReport } from "@agentflow/core";

export const fullScore: Score = {
  total: 100,
  measured: 100,
  parts: [
    { id: "types", title: "It type-checks", weight: 60, score: 60, findings: [] },
    { id: "tests", title: "Its tests pass", weight: 40, score: 40, findings: [] },
  ],
};

export const sampleReport: BuildReport = {
  name: "Pet Store",
  pattern: { package: "@agentflow/pattern-api", version: "0.1.0", id: "api" },
  directory: "/project/integrations/pet-store",
  units: { singular: "operation", plural: "operations", count: 1223 },
  files: 34,
  bytes: 12_912_345,
  score: fullScore,
  tests: { passed: 2446, failed: 0 },
  timings: { inspect: 410, render: 200, write: 90, typecheck: 3020, tests: 7100, total: 8240 },
  cost: { usd: 0, tokens: 0 },
  reuse: 0.934,
  lock: { state: "unchanged", differences: [], unverified: [] },
  diagnostics: [],
};

export const sampleValidation: ValidationReport = {
  valid: true,
  name: "Pet Store",
  pattern: sampleReport.pattern,
  directory: sampleReport.directory,
  units: { singular: "operation", plural: "operations", count: 1223 },
  changes: { edited: [], missing: [], added: [] },
  score: fullScore,
  tests: { passed: 2446, failed: 0 },
  timings: { typecheck: 3020, tests: 7100, total: 7300 },
  diagnostics: [],
};

export const sampleCandidate: Candidate = {
  pattern: {
    packageName: "@agentflow/pattern-api",
    installedAs: "@agentflow/pattern-api",
    source: "registry",
    version: "0.1.0",
    directory: "/project/node_modules/@agentflow/pattern-api",
    manifest: {
      contract: 1,
      id: "api",
      type: "api",
      title: "REST API",
      services: [],
      documents: ["openapi"],
      packages: [],
      entry: "./dist/index.js",
    },
  },
  score: 0.5,
  reasons: ["serves type api", "serves every service of its type"],
};

export const sampleDrift: DriftReport = {
  drifted: true,
  name: "Pet Store",
  pattern: sampleReport.pattern,
  directory: "/project/integrations/pet-store",
  comparison: {
    differences: [
      { kind: "added", subject: "column pets.name", detail: "text", breaking: false },
      { kind: "removed", subject: "table owners", detail: "", breaking: true },
    ],
    scripts: [
      { title: "There", fileName: "migration.sql", text: "-- There\nDROP TABLE owners;\n" },
      { title: "Back", fileName: "reversal.sql", text: "-- Back\nCREATE TABLE owners ();\n" },
    ],
    notes: ["A note."],
  },
  files: [
    {
      path: "src/pets.ts",
      kind: "changed",
      lines: { added: 2, removed: 1 },
      edited: true,
      text: "--- a/src/pets.ts\n+++ b/src/pets.ts\n@@ -1,1 +1,2 @@\n-old\u001B[2J\n+new\n+line\n",
    },
  ],
  changes: { edited: ["src/pets.ts"], missing: ["README.md"], added: [] },
  timings: { inspect: 100, render: 20, total: 1230 },
  diagnostics: [],
};
