// What nx.json asks: the result of a test run holds for the servers that the machine had.
import { missingServices } from "#services";

console.log(missingServices().join(" "));
