import { packageSize } from "./package-size.js";
import { errors, type PackageRule, warnings } from "./rule.js";

/** Bytes that a pattern may have unpacked: everybody who runs the command gets them. */
const largestPackage = 5_000_000;

/** Milliseconds that importing the entry may take: every command that chooses the pattern waits for it. */
const longestImport = 2000;

/** Milliseconds that decomposing and rendering one case may take. */
const longestRender = 5000;

const sizeRule: PackageRule = {
  scope: "package",
  title: "the package is small",
  help: 'Leave out of "files" what a pattern does not need at run time, such as tests and documents.',
  find({ directory, packageJson }) {
    const size = packageSize(directory, packageJson);
    return size <= largestPackage
      ? []
      : errors([`it has ${size} bytes unpacked, and ${largestPackage} are allowed`]);
  },
};

/** A busy machine is slow, so what is measured warns. */
const timeRule: PackageRule = {
  scope: "package",
  title: "importing and rendering are quick",
  help: "Import what only some services need when it is needed, and look each thing up once.",
  async find(tested) {
    const { processes } = await tested.probe();
    if (processes.length === 0) return errors(["not measured: the built pattern cannot be run"]);
    const imported = Math.min(...processes.map(({ importTime }) => importTime));
    const slow = tested.cases.flatMap(({ title }) => {
      const times = processes.flatMap(({ cases }) => {
        const one = cases[title];
        return one && "time" in one ? [one.time] : [];
      });
      const least = Math.min(...times);
      return times.length > 0 && least > longestRender
        ? [`rendering "${title}" takes ${least} ms, and ${longestRender} are expected`]
        : [];
    });
    return warnings([
      ...(imported > longestImport
        ? [`importing it takes ${imported} ms, and ${longestImport} are expected`]
        : []),
      ...slow,
    ]);
  },
};

/** What a pattern may cost those who use it. */
export const budgetRules: readonly PackageRule[] = [sizeRule, timeRule];
