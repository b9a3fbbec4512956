/**
 * @typedef {{ version?: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[],
 *   optionalDependencies?: Record<string, string> }} LockEntry
 * @typedef {{ packages: Record<string, LockEntry>, [key: string]: unknown }} Lock
 */

/** Part of a package's name → npm's `os`. */
const systems = new Map([
  ["linux", "linux"],
  ["linuxmusl", "linux"],
  ["darwin", "darwin"],
  ["win", "win32"],
  ["win32", "win32"],
  ["windows", "win32"],
  ...["aix", "android", "freebsd", "netbsd", "openbsd", "openharmony", "sunos"].map(
    (name) => /** @type {const} */ ([name, name]),
  ),
]);

/** Part of a package's name → npm's `cpu`. */
const processors = new Map([
  ["arm", "arm"],
  ["armhf", "arm"],
  ["armv7", "arm"],
  ["armv7l", "arm"],
  ["ppc64le", "ppc64"],
  ...["arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"].map(
    (name) => /** @type {const} */ ([name, name]),
  ),
]);

/**
 * The lock with an entry for every exact optional dependency that has none.
 * @param {Lock} lock a parsed package-lock.json, version 3
 * @returns {{ lock: Lock, added: string[], unknown: string[] }} `unknown`: names that tell no platform
 */
export function completeLock(lock) {
  const packages = { ...lock.packages };
  /** @type {string[]} */
  const added = [];
  /** @type {string[]} */
  const unknown = [];
  for (const [path, dependent] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(dependent.optionalDependencies ?? {})) {
      // A range is something npm resolved itself; only exact versions name platform packages.
      if (!/^\d/.test(version) || versionSeenFrom(packages, path, name) === version) continue;
      const platform = platformOf(name);
      if (!platform) {
        unknown.push(name);
        continue;
      }
      const top = `node_modules/${name}`;
      const place = packages[top] ? `${path}/${top}` : top;
      const { os, cpu, libc } = platform;
      // The keys in npm's own order, so that npm leaves the entry as it is.
      packages[place] = {
        version,
        ...(cpu && { cpu }),
        ...(dependent.dev && { dev: true }),
        ...(libc && { libc }),
        optional: true,
        ...(os && { os }),
      };
      added.push(place);
    }
  }
  const sorted = Object.entries(packages).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return { lock: { ...lock, packages: Object.fromEntries(sorted) }, added, unknown };
}

/**
 * The version that a module at `path` gets for `name`: Node's resolution, on the lock's paths.
 * @param {Record<string, LockEntry>} packages
 * @param {string} path
 * @param {string} name
 */
function versionSeenFrom(packages, path, name) {
  const folders = path.split("/");
  for (let depth = folders.length; depth >= 0; depth--) {
    const place = [...folders.slice(0, depth), "node_modules", name].filter((part) => part !== "");
    const found = packages[place.join("/")];
    if (found) return found.version;
  }
  return undefined;
}

/**
 * @param {string} name such as `@esbuild/darwin-arm64` or `@oxlint/binding-linux-x64-musl`
 * @returns {Pick<LockEntry, "os" | "cpu" | "libc"> | undefined}
 */
function platformOf(name) {
  const parts = (name.split("/").at(-1) ?? name).split(/[-.]/);
  const os = parts.map((part) => systems.get(part)).find(Boolean);
  const cpu = parts.map((part) => processors.get(part)).find(Boolean);
  if (!os && cpu !== "wasm32") return undefined;
  const musl = parts.some((part) => part.startsWith("musl") || part === "linuxmusl");
  const glibc = parts.some((part) => part.startsWith("gnu"));
  return {
    ...(os && { os: [os] }),
    ...(cpu && { cpu: [cpu] }),
    ...((musl || glibc) && { libc: [musl ? "musl" : "glibc"] }),
  };
}
