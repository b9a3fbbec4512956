import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { copyFrom } from "@agentflow/database/postgresql";
import type { Contestant, Setting } from "../contest.ts";
import { Peers } from "../peers.ts";
import { pgPool, type Queryable } from "./clients.ts";
import { imports, rows, timeAndAgain } from "./imports.ts";
import { openShop, type Order } from "./shop.ts";

/** In the place of a statement. */
type CopyStream = Parameters<Queryable["query"]>[0];

/** Bytes of a piece. */
const pieceSize = 65_536;

/** The rows in the text format of COPY. Nothing in them has to be escaped. */
function copyText(): string {
  return rows
    .map((row) => `${Object.values<Order[keyof Order]>(row).map(field).join("\t")}\n`)
    .join("");
}

function field(value: Order[keyof Order]): string {
  return value === null ? String.raw`\N` : String(value);
}

function* piecesOf(text: string): Generator<Buffer> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += pieceSize) {
    yield bytes.subarray(start, start + pieceSize);
  }
}

/** Sends pieces through `pg-copy-streams`. */
async function streamed(
  { origin, peers: folder }: Setting,
  pieces: () => Iterable<Buffer>,
): Promise<() => Promise<void>> {
  const peers = new Peers(folder);
  const pool = await pgPool(peers, origin);
  const { from } = await peers.load<{ from: (text: string) => CopyStream }>("pg-copy-streams");
  return async () => {
    const client = await pool.connect();
    const stream = from(`copy ${imports} from stdin`);
    // `pg` gives back what it is given that is no statement.
    const writable = client.query(stream) as unknown as Writable;
    await pipeline(Readable.from(pieces()), writable);
    client.release();
  };
}

/** What copies the rows, all of them or none. */
export const contestants: Readonly<Record<string, Contestant>> = {
  "pg-copy-streams (text made before)": async (setting) => {
    const pieces = [...piecesOf(copyText())];
    return timeAndAgain(setting.origin, await streamed(setting, () => pieces));
  },
  "pg-copy-streams (text made of the rows)": async (setting) =>
    timeAndAgain(setting.origin, await streamed(setting, () => piecesOf(copyText()))),
  "data layer": ({ origin }) => {
    const shop = openShop(origin);
    return timeAndAgain(origin, () => copyFrom(shop.imports, rows));
  },
  "data layer (insertMany)": ({ origin }) => {
    const shop = openShop(origin);
    return timeAndAgain(origin, () => shop.imports.insertMany(rows));
  },
};
