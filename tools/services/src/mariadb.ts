import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { asUser, type Launcher } from "#as-user";
import type { RunningServer } from "#running-server";
import { type StartOptions, startServer } from "#start-server";

export interface MariadbOptions extends StartOptions {
  /** Key and certificate in PEM. Connections may use TLS then. Default: none. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

const run = promisify(execFile);
/** Debian's package brings this user. */
const user = "mysql";
/** The same when the data folder is made and when it is used: another size would make the server write it anew. */
const logSize = "8M";

/**
 * Starts a MariaDB server with data of its own, whose user `root` needs no password:
 * `mariadb://root@127.0.0.1:<port>`. It keeps its data when it is killed and restarted, but does not wait for the disk.
 * @throws Error when it is not installed, or does not answer in time
 */
export function startMariadb({ tls, ...options }: MariadbOptions = {}): Promise<RunningServer> {
  const launcher = asUser(user);
  return startServer(
    "mariadbd",
    {
      scheme: "mariadb",
      prepare: (port, folder) => prepare(port, folder, launcher, tls),
      ready: /ready for connections/,
      answers,
      launcher,
    },
    options,
  );
}

async function prepare(
  port: number,
  folder: string,
  launcher: Launcher,
  tls: MariadbOptions["tls"],
): Promise<readonly string[]> {
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  await writeFile(key, tls?.key ?? "", { mode: 0o600 });
  await writeFile(certificate, tls?.cert ?? "");
  if (launcher.length > 0) await run("chown", [`${user}:${user}`, folder, key, certificate]);
  const storage = [
    "--no-defaults",
    `--datadir=${join(folder, "data")}`,
    `--tmpdir=${folder}`,
    `--innodb-log-file-size=${logSize}`,
    "--innodb-flush-method=nosync",
  ];
  // `env` stands for no launcher.
  const [program = "env", ...commandLine] = launcher;
  const install = ["mariadb-install-db", ...storage, "--auth-root-authentication-method=normal"];
  await run(program, [...commandLine, ...install], { cwd: folder });
  return [
    ...storage,
    "--bind-address=127.0.0.1",
    `--port=${port}`,
    `--socket=${join(folder, "mariadb.sock")}`,
    `--pid-file=${join(folder, "mariadb.pid")}`,
    // What is committed reaches the system, and so survives a kill.
    "--innodb-flush-log-at-trx-commit=2",
    "--innodb-buffer-pool-size=32M",
    // As Debian's package sets it; the server's own default is latin1.
    "--character-set-server=utf8mb4",
    ...(tls === undefined ? [] : [`--ssl-key=${key}`, `--ssl-cert=${certificate}`]),
  ];
}

/** First byte of the server's greeting: the version of the protocol (MariaDB, "Connecting", initial handshake packet). */
const protocol = 10;

/** True when the server greets whoever connects. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.setTimeout(1_000, () => socket.destroy(new Error("MariaDB gave no answer.")));
    socket.once("error", reject);
    socket.once("data", (greeting) => {
      socket.destroy();
      // After the packet's length and number.
      resolve(greeting[4] === protocol);
    });
    socket.once("close", () => {
      resolve(false);
    });
  });
}
