import { connect } from "node:net";
import type { RunningServer } from "#running-server";
import { type ServerKind, type StartOptions, startServer } from "#start-server";

/**
 * Starts a Redis server that keeps nothing on disk: `redis://127.0.0.1:<port>`.
 * @throws Error when it is not installed, or does not answer in time
 */
export function startRedis(options: StartOptions = {}): Promise<RunningServer> {
  return startServer("redis-server", redis, options);
}

/** What is special about Redis. */
export const redis: ServerKind = {
  scheme: "redis",
  prepare: commandLine,
  ready: /Ready to accept connections/,
  answers,
};

function commandLine(port: number, folder: string): readonly string[] {
  const settings = { port, bind: "127.0.0.1", dir: folder, save: "", appendonly: "no" };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
}

/** True when the server answers PING, which it does not while it starts. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write("PING\r\n"));
    socket.setTimeout(1_000, () => socket.destroy(new Error("Redis gave no answer.")));
    socket.once("error", reject);
    socket.once("data", (answer) => {
      socket.destroy();
      resolve(answer.toString().startsWith("+PONG"));
    });
    socket.once("close", () => {
      resolve(false);
    });
  });
}
