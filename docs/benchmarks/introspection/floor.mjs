// The least that a generator does: connect, ask the catalogue once, write files. JavaScript, so that it starts as fast as
// a published command does.
// Usage: node floor.mjs <address> <folder> <files> <bytes> [flush]
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { catalogueQuery } from "./catalogue-query.mjs";

// That of the folder in which it runs, as a project has it.
const { Client } = createRequire(join(process.cwd(), "package.json"))("pg");
const [address, folder = "", files, bytes, flush] = process.argv.slice(2);
const client = new Client({ connectionString: address });
await client.connect();
const { rows } = await client.query(catalogueQuery);
await client.end();
if (rows.length === 0) throw new Error("The catalogue has no columns.");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const text = Buffer.alloc(Math.round(Number(bytes) / Number(files)), "a");
for (let file = 0; file < Number(files); file++) {
  writeFileSync(join(folder, String(file)), text, { flush: flush !== undefined });
}
