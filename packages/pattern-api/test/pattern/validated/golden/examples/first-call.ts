// Run it with: npm run build && node examples/first-call.ts
import { createTrees } from "trees-adapter";

const trees = createTrees();

const result = await trees.nodes.list();
console.log(result);

await trees.close();
