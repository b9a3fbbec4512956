// Run it with: npm run build && node examples/first-call.ts
import { createService3Files } from "service-3-files-adapter";

const service3Files = createService3Files();

const result = await service3Files.general.getFile({ name: "name" });
console.log(result);

await service3Files.close();
