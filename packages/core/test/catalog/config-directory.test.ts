import { expect, test } from "vitest";
import { defaultConfigDirectory } from "../../src/catalog/config-directory.js";

test.each([
  ["linux", {}, "/home/me/.config/agentflow"],
  ["linux", { XDG_CONFIG_HOME: "/settings" }, "/settings/agentflow"],
  ["linux", { XDG_CONFIG_HOME: "relative" }, "/home/me/.config/agentflow"],
  ["darwin", {}, "/home/me/Library/Application Support/agentflow"],
  ["win32", { APPDATA: "/roaming" }, "/roaming/agentflow"],
  ["win32", {}, "/home/me/AppData/Roaming/agentflow"],
  ["linux", { AGENTFLOW_CONFIG: "/mine", XDG_CONFIG_HOME: "/settings" }, "/mine"],
] as const)("on %s with %j the user's settings are in %s", (platform, environment, expected) => {
  expect(defaultConfigDirectory({ HOME: "/home/me", ...environment }, platform)).toBe(expected);
});

test("without HOME they are below the profile folder", () => {
  expect(defaultConfigDirectory({ USERPROFILE: "/me" }, "linux")).toBe("/me/.config/agentflow");
});
