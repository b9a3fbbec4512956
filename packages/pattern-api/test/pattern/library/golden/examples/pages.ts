// Run it with: npm run build && node examples/pages.ts
import { createLibrary, secret } from "library-adapter";

const library = createLibrary({ token: secret("LIBRARY_TOKEN") });

let count = 0;
// Pages are requested as the loop needs them; leaving it ends the requests.
for await (const item of library.books.list.all()) {
  console.log(item);
  count += 1;
  if (count === 100) break;
}

await library.close();
