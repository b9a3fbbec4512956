// Run it with: npm run build && node examples/first-call.ts
import { createLibrary, secret } from "library-adapter";

const library = createLibrary({ token: secret("LIBRARY_TOKEN") });

const result = await library.books.get({ isbn: "9780261103573" });
console.log(result);

await library.close();
