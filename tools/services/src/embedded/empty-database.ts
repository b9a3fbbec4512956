import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PGlite, PGliteOptions } from "@electric-sql/pglite";

type Create = (options?: PGliteOptions) => Promise<PGlite>;

/**
 * What makes databases in memory as copies of an empty one, which is made when the first is asked for and kept in the
 * folder. Options that say what the database is made from, or where it is, are followed.
 */
export function copied({ create: make }: { readonly create: Create }, folder: string): Create {
  let empty: Promise<Blob> | undefined;
  return async (options = {}) => {
    if (options.dataDir !== undefined || options.loadDataDir !== undefined) return make(options);
    empty ??= readEmpty(make, folder);
    return make({ ...options, loadDataDir: await empty });
  };
}

async function readEmpty(make: Create, folder: string): Promise<Blob> {
  const file = join(folder, "empty.tar");
  if (!existsSync(file)) {
    const database = await make();
    // Else each copy would recover from a crash first.
    await database.exec("checkpoint");
    const data = await database.dumpDataDir("none");
    await database.close();
    // Another process may make it at the same time: what has the name is whole.
    const part = `${file}-${process.pid}`;
    await writeFile(part, data.stream());
    await rename(part, file);
  }
  return new Blob([await readFile(file)]);
}
