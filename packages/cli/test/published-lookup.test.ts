import { expect, test } from "vitest";
import { publishedLookup } from "../src/published-lookup.js";
import { startPatternRegistry } from "./pattern-registry.js";
import { temporaryFolder } from "./temporary-folder.js";

const wanted = { package: "pets", version: "1.0.0" };

async function lookup(address: string, ask = wanted, signal = new AbortController().signal) {
  const directory = await temporaryFolder({
    "package.json": {},
    ".npmrc": `registry=${address}\n`,
  });
  return publishedLookup(directory, { HOME: directory })(ask, signal);
}

async function registry(registryFields: object = {}): Promise<string> {
  return (await startPatternRegistry([{ name: "pets", version: "1.0.0", registryFields }])).url;
}

test("a version has the hash that the registry announces", async () => {
  expect(await lookup(await registry())).toEqual({
    integrity: expect.stringMatching(/^sha512-/) as unknown,
    provenance: false,
  });
});

test("a version with attestations has provenance, also where no strong hash is announced", async () => {
  const dist = {
    tarball: "https://registry.test/pets.tgz",
    integrity: "sha1-abc=",
    attestations: { url: "https://registry.test/attestations" },
  };
  expect(await lookup(await registry({ dist }))).toEqual({ integrity: null, provenance: true });
});

test.each([
  ["another version", { package: "pets", version: "2.0.0" }],
  ["another package", { package: "cats", version: "1.0.0" }],
])("%s is not known", async (_what, ask) => {
  expect(await lookup(await registry(), ask)).toBeUndefined();
});

test("a registry that answers with something else is as if it had not been asked", async () => {
  const { url } = await startPatternRegistry([], { pets: ["no package"] });
  expect(await lookup(url)).toBeUndefined();
});

test("a configuration that cannot be used is told", async () => {
  await expect(lookup("ftp://registry.test")).rejects.toMatchObject({ code: "AF_CONFIG_INVALID" });
});

test("whoever interrupts it gets no answer", async () => {
  await expect(lookup(await registry(), wanted, AbortSignal.abort())).rejects.toMatchObject({
    name: "AbortError",
  });
});
