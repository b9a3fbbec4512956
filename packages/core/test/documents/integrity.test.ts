import { expect, test } from "vitest";
import { createIntegrityCheck } from "../../src/documents/integrity.js";
import { integrityOf } from "./fake-registry.js";

const bytes = Buffer.from("bytes");
const other = Buffer.from("other");

function check(integrity: string): () => void {
  const made = createIntegrityCheck("a@1.0.0", { tarball: "https://host/a.tgz", integrity });
  made.update(bytes.subarray(0, 2));
  made.update(bytes.subarray(2));
  return () => made.verify();
}

test.each(["sha512", "sha384", "sha256", "sha1"])("%s is checked", (algorithm) => {
  expect(check(integrityOf(bytes, algorithm))).not.toThrow();
  expect(check(integrityOf(other, algorithm))).toThrow("is not what the registry announces");
});

test("the strongest of several hashes decides", () => {
  expect(check(`${integrityOf(bytes, "sha1")} ${integrityOf(other)}`)).toThrow(integrityOf(other));
  expect(check(`${integrityOf(other, "sha1")} ${integrityOf(bytes)}`)).not.toThrow();
});

test("one of several hashes of the same strength suffices", () => {
  expect(check(`${integrityOf(other)} ${integrityOf(bytes)}`)).not.toThrow();
});

test("options after a hash are ignored, as the specification has it", () => {
  expect(check(`${integrityOf(bytes)}?ct=application/gzip`)).not.toThrow();
});

test.each(["", "md5-abc", "sha512"])("the integrity %j cannot be checked", (integrity) => {
  expect(() => check(integrity)).toThrow(
    expect.objectContaining({ code: "AF_INTEGRITY_MISMATCHED" }),
  );
});
