import { budgetRules } from "./budget-rules.js";
import { fileRules } from "./file-rules.js";
import { hostileRules } from "./hostile/hostile-rules.js";
import { manifestRules } from "./manifest-rules.js";
import { modelRules } from "./model-rules.js";
import { entryRules, importRules, surroundingsRules } from "./process-rules.js";
import { purityRules } from "./purity-rules.js";
import { type Check, errors, type PackageRule } from "./rule.js";
import { compileRules, testRules } from "./verification-rules.js";

const caseRule: PackageRule = {
  scope: "package",
  title: "there is a case to try it with",
  help: 'Put a folder with a case.json below "test": {"input": {…}}, and its documents beside it.',
  find: ({ cases, caseProblems }) =>
    errors([
      ...caseProblems,
      ...(cases.length + caseProblems.length === 0 ? ["there is no test/<name>/case.json"] : []),
    ]),
};

/** What every pattern has to keep, by what it is worth. The weights sum to 100. */
export const checks: readonly Check[] = [
  {
    id: "manifest",
    title: "Manifest and pattern agree",
    weight: 10,
    rules: [...manifestRules, caseRule],
  },
  { id: "entry", title: "Importing it only defines it", weight: 10, rules: entryRules },
  { id: "imports", title: "It imports what it declares", weight: 5, rules: importRules },
  { id: "model", title: "The model is plain JSON", weight: 5, rules: modelRules },
  { id: "purity", title: "Decomposing is pure", weight: 15, rules: purityRules },
  { id: "surroundings", title: "It is the same everywhere", weight: 10, rules: surroundingsRules },
  { id: "files", title: "Files are clean and as recorded", weight: 10, rules: fileRules },
  { id: "compiled", title: "Output compiles", weight: 10, rules: compileRules },
  { id: "tests", title: "Generated tests pass", weight: 10, rules: testRules },
  { id: "hostile", title: "Hostile texts stay texts", weight: 10, rules: hostileRules },
  { id: "budget", title: "Size and time", weight: 5, rules: budgetRules },
];
