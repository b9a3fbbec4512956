import { once } from "node:events";
import type { Gunzip } from "node:zlib";
import type { TarballSink } from "./npm-tarball.js";

/**
 * A sink whose bytes go through a decompressor.
 * @param finished resolves when what comes behind the decompressor is done, or has failed
 * @param result what it came to, by then
 */
export function gunzipSink<Result>(
  gunzip: Gunzip,
  finished: Promise<void>,
  result: () => Result,
): TarballSink<Result> {
  return {
    async write(bytes) {
      if (gunzip.destroyed || gunzip.write(bytes)) return;
      await Promise.race([once(gunzip, "drain"), finished]);
    },
    async end() {
      gunzip.end();
      await finished;
      return result();
    },
    async destroy() {
      gunzip.destroy();
      await finished;
    },
  };
}

/** Whether the file system failed, and not the archive: a decompressor's errors have codes too, but no system call. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}
