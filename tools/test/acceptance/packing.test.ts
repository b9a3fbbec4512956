import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { packPackages, type PackedPackage } from "@agentflow/services";
import { afterAll, expect, inject, test } from "vitest";
import { repositoryRoot, workspacePackages } from "../../src/workspace.ts";
import { patience } from "./project.ts";

const folder = mkdtempSync(join(tmpdir(), "agentflow-packing-"));

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const integrities = (packed: readonly PackedPackage[]): Readonly<Record<string, string>> =>
  Object.fromEntries(packed.map(({ name, integrity }) => [name, integrity]));

test(
  "every package packs to the same bytes in another folder, at another time",
  { timeout: patience },
  async () => {
    const copies = workspacePackages(repositoryRoot).map(({ directory }) => {
      const copy = join(folder, basename(directory));
      const left = ["node_modules", "test", "coverage"].map((name) => join(directory, name));
      cpSync(directory, copy, { recursive: true, filter: (path) => !left.includes(path) });
      return copy;
    });
    const published = integrities(inject("published"));
    expect(Object.keys(published)).toContain("@agentflow/core");
    expect(integrities(await packPackages(copies, folder))).toEqual(published);
  },
);
