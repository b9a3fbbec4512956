import { startMiniMongo } from "#mini-mongo/server";

// A fake of MongoDB in a process of its own, for programs that this one waits for. It ends with its standard input.
const server = await startMiniMongo();
console.log(server.url);
process.stdin.resume();
process.stdin.once("end", () => void server.stop());
