/** One of the processes that share a limit: `caller.ts <contestant> <url of Redis> <folder of the peers>`. */
import { serveParent } from "../child.ts";
import { Peers } from "../peers.ts";
import { contestants } from "./contestants.ts";

/** How long to hammer, and how many wait at a time. */
export interface Order {
  readonly seconds: number;
  readonly callers: number;
}

/** What came of it, in milliseconds by a clock that all processes of the machine share. */
export interface Hammering {
  readonly start: number;
  readonly end: number;
  readonly grants: readonly number[];
}

const [, , name = "", url = "", folder = ""] = process.argv;
const acquire = await contestants[name]?.(url, new Peers(folder));
if (acquire === undefined) throw new Error(`There is no contestant "${name}".`);

const now = (): number => Number(process.hrtime.bigint()) / 1e6;

serveParent(undefined, async (question): Promise<Hammering> => {
  const { seconds, callers } = question as Order; // from run.ts
  const grants: number[] = [];
  const start = now();
  const end = start + seconds * 1000;
  const call = async (): Promise<void> => {
    while (now() < end) {
      await acquire();
      const granted = now();
      // Those who wait at the end are left to finish, and do not count.
      if (granted < end) grants.push(granted);
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  return { start, end, grants };
});
