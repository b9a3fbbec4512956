import { createHash, type Hash } from "node:crypto";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { visible } from "../template/literal.js";
import type { Distribution } from "./package-metadata.js";

/** Strongest first (https://www.w3.org/TR/SRI/#agility). */
const algorithms = ["sha512", "sha384", "sha256", "sha1"] as const;

/** Hashes bytes as they pass, and compares with what the registry announced. */
export interface IntegrityCheck {
  update(bytes: Uint8Array): void;
  /** @throws AF_INTEGRITY_MISMATCHED naming the expected and the found hash */
  verify(): void;
}

/**
 * Checks by the strongest hash that the registry announces; `shasum`, of packages older than npm 5, is SHA-1.
 * @param name what is checked, for messages
 * @throws AF_INTEGRITY_MISMATCHED when it announces none
 */
export function createIntegrityCheck(name: string, distribution: Distribution): IntegrityCheck {
  const announced = [
    ...(distribution.integrity?.trim().split(/\s+/) ?? []),
    ...(distribution.shasum === undefined
      ? []
      : [`sha1-${Buffer.from(distribution.shasum, "hex").toString("base64")}`]),
  ].map((hash) => hash.split("?", 1)[0] ?? "");
  const algorithm = algorithms.find((known) =>
    announced.some((hash) => hash.startsWith(`${known}-`)),
  );
  if (algorithm === undefined) {
    throw mismatched(`The registry announces no hash of ${name} that can be checked.`);
  }
  const expected = announced.filter((hash) => hash.startsWith(`${algorithm}-`));
  const hash: Hash = createHash(algorithm);
  return {
    update: (bytes) => void hash.update(bytes),
    verify() {
      const found = `${algorithm}-${hash.digest("base64")}`;
      if (expected.includes(found)) return;
      throw mismatched(
        `${name} is not what the registry announces: expected ${visible(expected.join(" or "))}, found ${found}.`,
      );
    },
  };
}

function mismatched(message: string): AgentFlowError {
  return new AgentFlowError(errorCodes.integrityMismatched, message, {
    help: "Try again; when it happens again, the registry or something before it alters packages: do not use it.",
  });
}
