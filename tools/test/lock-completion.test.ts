import { expect, test } from "vitest";
import { completeLock } from "../lock-completion.mjs";

const dependent = (optionalDependencies: Record<string, string>) => ({
  packages: { "node_modules/tool": { dev: true, optionalDependencies } },
});

test.each([
  ["@tool/darwin-arm64", { os: ["darwin"], cpu: ["arm64"] }],
  ["@tool/linux-x64-musl", { os: ["linux"], cpu: ["x64"], libc: ["musl"] }],
  ["@tool/binding-linux-arm-gnueabihf", { os: ["linux"], cpu: ["arm"], libc: ["glibc"] }],
  ["@tool/win32-x64-msvc", { os: ["win32"], cpu: ["x64"] }],
  ["tool-linux-ppc64le", { os: ["linux"], cpu: ["ppc64"] }],
  ["@tool/binding-wasm32-wasi", { cpu: ["wasm32"] }],
])("adds %s with its platform", (name, platform) => {
  const { lock, added } = completeLock(dependent({ [name]: "1.2.3" }));
  expect(added).toEqual([`node_modules/${name}`]);
  expect(lock.packages[`node_modules/${name}`]).toEqual({
    version: "1.2.3",
    dev: true,
    optional: true,
    ...platform,
  });
});

test("leaves what is there, and ranges, alone", () => {
  const packages = {
    "node_modules/@tool/linux-x64": { version: "1.2.3" },
    "node_modules/tool": { optionalDependencies: { "@tool/linux-x64": "1.2.3", other: "^1.0.0" } },
  };
  expect(completeLock({ packages })).toEqual({ lock: { packages }, added: [], unknown: [] });
});

test("puts another version below the package that needs it", () => {
  const packages = {
    "node_modules/@tool/darwin-x64": { version: "1.0.0" },
    "node_modules/old/node_modules/tool": { optionalDependencies: { "@tool/darwin-x64": "2.0.0" } },
  };
  expect(completeLock({ packages }).added).toEqual([
    "node_modules/old/node_modules/tool/node_modules/@tool/darwin-x64",
  ]);
});

test("finds a package on the way up, as Node does", () => {
  const packages = {
    "node_modules/old/node_modules/@tool/darwin-x64": { version: "2.0.0" },
    "node_modules/old/node_modules/tool": { optionalDependencies: { "@tool/darwin-x64": "2.0.0" } },
  };
  expect(completeLock({ packages }).added).toEqual([]);
});

test("reports a name that tells no platform", () => {
  expect(completeLock(dependent({ "@tool/mystery": "1.0.0" })).unknown).toEqual(["@tool/mystery"]);
});

test("sorts the entries by path", () => {
  const { lock } = completeLock(
    dependent({ "@tool/win32-x64": "1.0.0", "@tool/aix-ppc64": "1.0.0" }),
  );
  expect(Object.keys(lock.packages)).toEqual([
    "node_modules/@tool/aix-ppc64",
    "node_modules/@tool/win32-x64",
    "node_modules/tool",
  ]);
});
