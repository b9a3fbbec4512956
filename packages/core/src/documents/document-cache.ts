import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { type Clock, systemClock } from "../runtime/clock.js";
import { stringLiteral, visible } from "../template/literal.js";
import { type DocumentBytes, digestOf } from "./decode-document.js";

/**
 * Documents that never change, kept per user: `<directory>/documents/<key>/<sha256 of the bytes>`. The name holds the
 * hash, so that one rename makes both visible, and a file that does not match its name is not used.
 */
export interface DocumentCache {
  /** The document, when it is there and whole. */
  read(address: string): Promise<DocumentBytes | undefined>;
  /**
   * Runs `fill` with an empty folder of its own, then keeps the file it returns the path of. Several may do so at
   * once. When `fill` throws, nothing is kept.
   * @throws AF_WRITE_FAILED when the cache cannot be written
   */
  write(address: string, fill: (directory: string) => Promise<string>): Promise<DocumentBytes>;
}

const hashName = /^[0-9a-f]{64}$/;
const partialPrefix = "partial-";
/** No download takes as long, in milliseconds: one day. What is older was left by a process that was killed. */
const abandonedAfter = 24 * 60 * 60 * 1000;

/** The cache in a folder, which need not exist yet. */
export function createDocumentCache(
  directory: string,
  clock: Pick<Clock, "wallTime"> = systemClock,
): DocumentCache {
  const folderOf = (address: string): string =>
    join(directory, "documents", createHash("sha256").update(address).digest("hex"));

  return {
    async read(address) {
      const folder = folderOf(address);
      const names = await readdir(folder).catch(() => []);
      for (const name of names.filter((entry) => hashName.test(entry)).toSorted()) {
        const bytes = await readFile(join(folder, name)).catch(() => undefined);
        const digest = `sha256-${name}`;
        if (bytes && digestOf(bytes) === digest) return { bytes, digest };
        await rm(join(folder, name), { force: true, recursive: true }).catch(() => undefined);
      }
      return undefined;
    },

    async write(address, fill) {
      const folder = folderOf(address);
      const partial = await guard(folder, async () => {
        await mkdir(dirname(folder), { recursive: true });
        await removeAbandoned(dirname(folder), clock.wallTime());
        return mkdtemp(join(dirname(folder), partialPrefix));
      });
      try {
        const path = await fill(partial);
        return await guard(folder, async () => {
          const bytes = await readFile(path);
          const digest = digestOf(bytes);
          await mkdir(folder, { recursive: true });
          await rename(path, join(folder, digest.slice("sha256-".length)));
          return { bytes, digest };
        });
      } finally {
        await rm(partial, { force: true, recursive: true });
      }
    },
  };
}

async function removeAbandoned(directory: string, now: number): Promise<void> {
  for (const name of await readdir(directory)) {
    if (!name.startsWith(partialPrefix)) continue;
    const path = join(directory, name);
    // Another process may remove it at the same time.
    const status = await stat(path).catch(() => undefined);
    if (status && now - status.mtimeMs > abandonedAfter) {
      await rm(path, { force: true, recursive: true });
    }
  }
}

async function guard<Result>(folder: string, action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    throw cacheUnwritable(folder, error);
  }
}

/** The error of a cache that the file system does not let us write. */
export function cacheUnwritable(folder: string, error: unknown): AgentFlowError {
  const reason = visible(error instanceof Error ? error.message : String(error));
  return new AgentFlowError(
    errorCodes.writeFailed,
    `The cache ${stringLiteral(folder)} cannot be written: ${reason}`,
    { help: "Make room, or name another folder in AGENTFLOW_CACHE.", cause: error },
  );
}
