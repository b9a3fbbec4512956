import { text } from "node:stream/consumers";
import { clean } from "./mariadb/testing/clean.js";

// The program of `Guard`: it reads until nobody can write any more.
await clean(await text(process.stdin));
