import { execFile, spawn } from "node:child_process";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import type { ServerPrograms } from "./find-programs.js";
import type { Guard } from "./guard.js";
import { runSql } from "./run-sql.js";

const run = promisify(execFile);

/** Milliseconds between two looks at a server, and those that it has to answer. */
const step = 20;
const patience = 60_000;

/**
 * Starts a server with data of its own, which is reached by a socket in a folder that only this user may enter.
 * @returns its address, without a database
 * @throws Error with what the server said when it does not start
 */
export async function startServer(programs: ServerPrograms, guard: Guard): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "agentflow-mariadb-"));
  guard.watch({ folder });
  const socket = join(folder, "s");
  const log = join(folder, "log");
  const shared = [
    "--no-defaults",
    `--datadir=${join(folder, "data")}`,
    `--tmpdir=${folder}`,
    // The same when the data are made and when they are used: another size would make the server write them anew.
    "--innodb-log-file-size=8M",
    "--innodb-flush-method=nosync",
    // A server refuses to be root's without being told.
    ...(process.getuid?.() === 0 ? ["--user=root"] : []),
  ];
  await run(
    programs.install,
    [...shared, "--auth-root-authentication-method=normal", "--skip-test-db"],
    { cwd: folder },
  );
  const server = spawn(
    programs.server,
    [
      ...shared,
      "--skip-networking",
      `--socket=${socket}`,
      `--pid-file=${join(folder, "pid")}`,
      `--log-error=${log}`,
      "--innodb-flush-log-at-trx-commit=0",
      "--innodb-buffer-pool-size=32M",
      "--character-set-server=utf8mb4",
    ],
    { cwd: folder, stdio: "ignore", detached: true },
  );
  server.unref();
  let failure: string | undefined;
  server.once("error", ({ message }) => (failure = message));
  server.once("exit", (code, signal) => (failure = `It ended with ${code ?? signal ?? ""}.`));
  const address = `mariadb://root@localhost/?socket=${encodeURIComponent(socket)}`;
  for (let waited = 0; ; waited += step) {
    try {
      await runSql(address, ["select 1"]);
      return address;
    } catch (error) {
      if (failure === undefined && waited < patience) await setTimeout(step);
      else throw await notStarted(programs, failure ?? String(error), log);
    }
  }
}

async function notStarted(
  { server }: ServerPrograms,
  failure: string,
  log: string,
): Promise<Error> {
  const said = await readFile(log, "utf8").catch(() => "");
  return new Error(`${server} does not start. ${failure}\n${said.slice(-2_000)}`);
}
