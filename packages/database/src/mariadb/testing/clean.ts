import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { LeftoverDatabase, Leftover, LeftoverFolder } from "./guard.js";
import { runSql } from "./run-sql.js";

/**
 * Removes what is left over, the last first, and goes on when something is gone already.
 * @param lines a `Leftover` as JSON each
 */
export async function clean(lines: string): Promise<void> {
  const leftovers = lines
    .split("\n")
    .filter((line) => line !== "")
    // Only `Guard` writes them.
    .map((line) => JSON.parse(line) as Leftover);
  for (const leftover of leftovers.toReversed()) {
    await ("drop" in leftover ? drop(leftover) : remove(leftover)).catch(() => undefined);
  }
}

async function drop({ drop: name, address }: LeftoverDatabase): Promise<void> {
  await runSql(address, [`drop database if exists \`${name}\``]);
}

async function remove({ folder }: LeftoverFolder): Promise<void> {
  const id = Number(await readFile(join(folder, "pid"), "utf8").catch(() => "0"));
  try {
    // Its data are not needed any more.
    if (id > 0) process.kill(id, "SIGKILL");
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}
