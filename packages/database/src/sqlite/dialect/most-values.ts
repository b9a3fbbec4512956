/** Parameters of a statement at most ("Implementation Limits", §9). */
export const mostValues = 32_766;
