import { expect, test } from "vitest";
import { defaultCacheDirectory } from "../../src/documents/cache-directory.js";

test.each([
  ["linux", {}, "/home/me/.cache/agentflow"],
  ["linux", { XDG_CACHE_HOME: "/caches" }, "/caches/agentflow"],
  ["linux", { XDG_CACHE_HOME: "relative" }, "/home/me/.cache/agentflow"],
  ["darwin", {}, "/home/me/Library/Caches/agentflow"],
  ["win32", { LOCALAPPDATA: "/local" }, "/local/agentflow/Cache"],
  ["win32", {}, "/home/me/AppData/Local/agentflow/Cache"],
  ["linux", { AGENTFLOW_CACHE: "/mine", XDG_CACHE_HOME: "/caches" }, "/mine"],
] as const)("on %s with %j the cache is %s", (platform, environment, expected) => {
  expect(defaultCacheDirectory({ HOME: "/home/me", ...environment }, platform)).toBe(expected);
});

test("without HOME the cache is below the profile folder", () => {
  expect(defaultCacheDirectory({ USERPROFILE: "/me" }, "darwin")).toBe(
    "/me/Library/Caches/agentflow",
  );
});
