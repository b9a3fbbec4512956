// Run it with: npm run build && node examples/pages.ts
import { createStripe, secret } from "stripe-adapter";

const stripe = createStripe({ apiKey: secret("STRIPE_API_KEY") });

let count = 0;
// Pages are requested as the loop needs them; leaving it ends the requests.
for await (const item of stripe.charges.search.all({ query: "query" })) {
  console.log(item);
  count += 1;
  if (count === 100) break;
}

await stripe.close();
