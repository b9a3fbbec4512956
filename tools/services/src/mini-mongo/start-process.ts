import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A fake of MongoDB that answers while this process waits for another. */
export interface MiniMongoProcess {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a fake MongoDB in a process of its own, which ends with this one. */
export async function startMiniMongoProcess(): Promise<MiniMongoProcess> {
  const program = fileURLToPath(new URL("run.ts", import.meta.url));
  const child = spawn(process.execPath, [program], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "close");
  const lines = createInterface(child.stdout);
  const [url] = (await Promise.race([once(lines, "line"), ended])) as readonly unknown[]; // of events
  if (typeof url !== "string") throw new Error("The fake of MongoDB did not start.");
  return {
    url,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
