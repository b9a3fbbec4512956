// Run it with: npm run build && node examples/errors.ts
import { createStripe, secret, ServiceError } from "stripe-adapter";

const stripe = createStripe({ apiKey: secret("STRIPE_API_KEY") });

try {
  const result = await stripe.charges.search({ query: "query" });
  console.log(result);
} catch (error) {
  if (stripe.charges.search.isError(error)) {
    // The description documents this status, so the body has a type.
    console.error(error.status, error.body);
  } else if (error instanceof ServiceError) {
    // The kind says what to do next: "timeout", "rate-limit", "auth", "server" …
    console.error(error.kind, error.message);
  } else {
    throw error;
  }
} finally {
  await stripe.close();
}
