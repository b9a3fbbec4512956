import type { BuildReport, Candidate, Score, ValidationReport } from "@agentflow/core";

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
  operations: 1223,
  files: 34,
  bytes: 12_912_345,
  score: fullScore,
  tests: { passed: 2446, failed: 0 },
  timings: { inspect: 410, render: 200, write: 90, typecheck: 3020, tests: 7100, total: 8240 },
  cost: { usd: 0, tokens: 0 },
  reuse: 0.934,
  diagnostics: [],
};

export const sampleValidation: ValidationReport = {
  valid: true,
  name: "Pet Store",
  pattern: sampleReport.pattern,
  directory: sampleReport.directory,
  operations: 1223,
  changes: { edited: [], missing: [], added: [] },
  score: fullScore,
  tests: { passed: 2446, failed: 0 },
  timings: { typecheck: 3020, tests: 7100, total: 7300 },
  diagnostics: [],
};

export const sampleCandidate: Candidate = {
  pattern: {
    packageName: "@agentflow/pattern-api",
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
