import { differingPaths } from "./render-case.js";
import { importProblem } from "./import-problem.js";
import { dependenciesOf, manifestOf } from "./manifest-rules.js";
import type { ProbedCase } from "./probe-pattern.js";
import { accessTexts } from "./watched-world.js";
import { type CaseRule, errors, type PackageRule, warnings } from "./rule.js";

const importRule: PackageRule = {
  scope: "package",
  title: "importing the entry defines the pattern and does nothing else",
  help: "Move what the module does into `inspect`, which runs when the user asks for it.",
  async find(tested) {
    const { processes, failures } = await tested.probe();
    const [first] = processes;
    if (!first) return errors(failures);
    const own = first.accesses.filter(
      ({ kind, subject }) => kind !== "clock" && kind !== "randomness" && !isModule(kind, subject),
    );
    const reads = own.filter(({ kind }) => kind === "file read");
    return [
      ...errors(failures),
      ...errors(
        accessTexts(own.filter((access) => !reads.includes(access))).map(
          (call) => `the import calls ${call}`,
        ),
      ),
      ...errors([...new Set(first.leftOpen)].map((name) => `the import leaves a ${name} open`)),
      ...warnings(accessTexts(reads).map((call) => `the import calls ${call}`)),
    ];
  },
};

/** Node reads modules of the older kind by the same function that everybody uses. */
function isModule(kind: string, subject: string): boolean {
  return kind === "file read" && (subject === "" || /\.(?:[cm]?js|json|node)$/.test(subject));
}

/** Of what was not run nothing is shown; why, the rule about its import says. */
const notRun = errors(["not tried: the built pattern cannot be run"]);

const importsRule: PackageRule = {
  scope: "package",
  title: "it imports what it declares, and nothing else of AgentFlow than core and what it extends",
  help: 'Add the package to "dependencies", or take what you need from @agentflow/core.',
  async find(tested) {
    const { processes } = await tested.probe();
    if (processes.length === 0) return notRun;
    const { dependencies, peerDependencies, optionalDependencies } = dependenciesOf.parse(
      tested.packageJson,
    );
    const declared = new Set(
      Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies }),
    );
    const { extends: base, packages = [] } = manifestOf(tested) ?? {};
    const family = new Set([...packages, ...(base === undefined ? [] : [base])]);
    const found = processes.flatMap(({ imports }) =>
      imports.flatMap(({ specifier, from }) => {
        const problem = importProblem(specifier, from, { declared, family });
        return problem === undefined ? [] : [`${from} imports "${specifier}", ${problem}`];
      }),
    );
    return errors([...new Set(found)]);
  },
};

/** What the entry of a pattern does when it is imported. */
export const entryRules: readonly PackageRule[] = [importRule];

/** What a pattern's modules import. */
export const importRules: readonly PackageRule[] = [importsRule];

const surroundingsRule: CaseRule = {
  scope: "case",
  title: "another process, time zone and language give the same bytes",
  help: "Sort by code points with compareText, and leave out toLocale…, Intl and dates without a time zone.",
  async find(tested, { title }) {
    const { processes, failures } = await tested.probe();
    const [first, ...others] = processes;
    if (!first) return errors(failures);
    const failed = processes.flatMap(({ name, cases }) => failureOf(name, cases[title]));
    const differing = others.flatMap(({ name, cases }) =>
      differingPaths(filesOf(first.cases[title]), filesOf(cases[title])).map(
        (path) => `${path} differs between ${first.name} and ${name}`,
      ),
    );
    return errors([...failures, ...(failed.length > 0 ? failed : differing)]);
  },
};

/** Whether a package depends on where it is made. */
export const surroundingsRules: readonly CaseRule[] = [surroundingsRule];

function filesOf(probed: ProbedCase | undefined): Readonly<Record<string, string>> {
  return probed && "files" in probed ? probed.files : {};
}

function failureOf(name: string, probed: ProbedCase | undefined): readonly string[] {
  return probed && "failure" in probed ? [`it fails with ${name}: ${probed.failure}`] : [];
}
