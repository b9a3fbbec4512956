import childProcess from "node:child_process";
import crypto from "node:crypto";
import dgram from "node:dgram";
import dns from "node:dns";
import fs from "node:fs";
import http from "node:http";
import http2 from "node:http2";
import https from "node:https";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import tls from "node:tls";
import workerThreads from "node:worker_threads";

/** What of the outside world was used. */
export type AccessKind =
  | "clock"
  | "file read"
  | "file write"
  | "network"
  | "program"
  | "randomness";

/** One use of the outside world. */
export interface Access {
  readonly kind: AccessKind;
  /** The function that was called: `fs.readFileSync`. */
  readonly call: string;
  /** The first argument, when it is a text or a URL: a path, a command, an address. */
  readonly subject: string;
}

type Owner = Record<string, unknown>;

/** Functions by what they use, under the name that a person knows their owner by. */
const watched: readonly (readonly [
  kind: AccessKind,
  name: string,
  owner: object,
  names: string,
])[] = [
  ["clock", "Date", Date, "now"],
  ["clock", "", globalThis, "Date setImmediate setInterval setTimeout"],
  ["clock", "performance", performance, "now"],
  ["clock", "process", process, "hrtime uptime"],
  ["randomness", "Math", Math, "random"],
  ["randomness", "crypto", crypto, "randomBytes randomFill randomFillSync randomInt randomUUID"],
  ["randomness", "crypto", crypto.webcrypto, "getRandomValues randomUUID"],
  ["network", "net.Socket", net.Socket.prototype, "connect"],
  ["network", "net.Server", net.Server.prototype, "listen"],
  ["network", "net", net, "connect createConnection"],
  ["network", "tls", tls, "connect"],
  ["network", "dgram", dgram, "createSocket"],
  ["network", "dns", dns, "lookup resolve resolve4 resolve6"],
  ["network", "http", http, "get request"],
  ["network", "https", https, "get request"],
  ["network", "http2", http2, "connect"],
  ["network", "", globalThis, "fetch WebSocket"],
  [
    "program",
    "child_process",
    childProcess,
    "exec execFile execFileSync execSync fork spawn spawnSync",
  ],
  ["program", "worker_threads", workerThreads, "Worker"],
  ...fileSystem(fs, "fs"),
  ...fileSystem(fs.promises, "fs.promises"),
];

function fileSystem(owner: object, name: string) {
  const all = Object.keys(owner);
  const reads =
    /^(?:access|createReadStream|exists|glob|lstat|open|openAsBlob|opendir|read|readFile|readdir|readlink|realpath|stat|statfs|watch|watchFile)(?:Sync)?$/;
  const writes =
    /^(?:appendFile|chmod|chown|copyFile|cp|createWriteStream|lchown|link|lutimes|mkdir|mkdtemp|rename|rm|rmdir|symlink|truncate|unlink|utimes|write|writeFile|writev)(?:Sync)?$/;
  return [
    ["file read", name, owner, all.filter((key) => reads.test(key)).join(" ")],
    ["file write", name, owner, all.filter((key) => writes.test(key)).join(" ")],
  ] as const;
}

/**
 * Tells every use of the outside world from now on; what is used works as before.
 * @returns ends the watch
 */
export function watchWorld(note: (access: Access) => void): () => void {
  const restored: (() => void)[] = [];
  let inside = false;
  // What one of these functions calls of the others is no use of its own.
  const watching = <Result>(access: Access, use: () => Result): Result => {
    if (inside) return use();
    note(access);
    inside = true;
    try {
      return use();
    } finally {
      inside = false;
    }
  };
  for (const [kind, name, object, names] of watched) {
    // Functions are replaced by name, which no type of their owner allows.
    const owner = object as Owner;
    for (const key of names.split(" ").filter((found) => typeof owner[found] === "function")) {
      const original = owner[key] as (...values: readonly unknown[]) => unknown;
      const call = name === "" ? key : `${name}.${key}`;
      const access = (values: readonly unknown[]): Access => {
        return { kind, call, subject: subjectOf(values[0]) };
      };
      const own = Object.getOwnPropertyDescriptor(owner, key);
      const replaced = new Proxy(original, {
        apply: (target, self, values: unknown[]) =>
          watching(access(values), () =>
            Reflect.apply<unknown, unknown[], unknown>(target, self, values),
          ),
        construct(target, values: unknown[], made) {
          const make = (): object => Reflect.construct(target, values, made) as object;
          // A date of a given time asks no clock.
          return key === "Date" && values.length > 0 ? make() : watching(access(values), make);
        },
      });
      Object.defineProperty(owner, key, { value: replaced, configurable: true, writable: true });
      restored.push(() => {
        if (own) Object.defineProperty(owner, key, own);
        else delete owner[key];
      });
    }
  }
  syncBuiltinESMExports();
  return () => {
    for (const restore of restored.toReversed()) restore();
    syncBuiltinESMExports();
  };
}

function subjectOf(value: unknown): string {
  if (value instanceof URL) return value.href;
  return typeof value === "string" ? value : "";
}

/** `fs.readFileSync("/etc/hosts")`, each once. */
export function accessTexts(accesses: readonly Access[]): readonly string[] {
  return [
    ...new Set(
      accesses.map(({ call, subject }) =>
        subject === "" ? `${call}()` : `${call}(${JSON.stringify(subject)})`,
      ),
    ),
  ];
}
