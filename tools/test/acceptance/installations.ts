/** One way to install a project. */
export interface Installation {
  readonly title: string;
  /** Files that make it so, beside the project's own. */
  readonly files: Readonly<Record<string, unknown>>;
  /** Folder of the package that uses AgentFlow. Default: the project itself. */
  readonly folder?: string;
  readonly program: "npm" | "pnpm" | "yarn";
  /** Words that add packages, before their names. */
  readonly add: readonly string[];
  /** Words that run a program of an installed package, before its command line. */
  readonly execute: readonly string[];
}

const product = { name: "product", private: true, type: "module" };
/** A workspace whose root has no dependencies, with one member. */
const member = { folder: "packages/product", file: "packages/product/package.json" };

/** Settings of pnpm that each project has; YAML takes JSON too. */
const pnpm = { minimumReleaseAge: 0 };
/** Settings of Yarn that each project has. */
export const yarn = {
  enableTelemetry: false,
  unsafeHttpWhitelist: ["127.0.0.1"],
  npmMinimalAgeGate: 0,
};

/** The ways that are tried. */
export const installations: readonly Installation[] = [
  {
    title: "a workspace of npm",
    files: {
      "package.json": { name: "root", private: true, workspaces: ["packages/*"] },
      [member.file]: product,
    },
    folder: member.folder,
    program: "npm",
    add: ["install", "--ignore-scripts"],
    execute: ["exec", "--"],
  },
  {
    title: "pnpm, whose packages see only what they depend on",
    files: { "package.json": product, "pnpm-workspace.yaml": pnpm },
    program: "pnpm",
    add: ["add", "--ignore-scripts"],
    execute: ["exec"],
  },
  {
    title: "pnpm without hoisting",
    files: { "package.json": product, "pnpm-workspace.yaml": { ...pnpm, hoist: false } },
    program: "pnpm",
    add: ["add", "--ignore-scripts"],
    execute: ["exec"],
  },
  {
    title: "a workspace of pnpm",
    files: {
      "package.json": { name: "root", private: true },
      "pnpm-workspace.yaml": { ...pnpm, packages: ["packages/*"] },
      [member.file]: product,
    },
    folder: member.folder,
    program: "pnpm",
    add: ["add", "--ignore-scripts"],
    execute: ["exec"],
  },
  {
    title: "Yarn with node_modules",
    files: {
      "package.json": product,
      "yarn.lock": "",
      ".yarnrc.yml": { ...yarn, nodeLinker: "node-modules" },
    },
    program: "yarn",
    add: ["add", "--mode=skip-build"],
    execute: [],
  },
];
