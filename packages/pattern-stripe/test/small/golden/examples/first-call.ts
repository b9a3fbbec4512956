// Run it with: npm run build && node examples/first-call.ts
import { createStripe, secret } from "stripe-adapter";

const stripe = createStripe({ apiKey: secret("STRIPE_API_KEY") });

const result = await stripe.charges.search({ query: "query" });
console.log(result);

await stripe.close();
