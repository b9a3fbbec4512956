/** What templates print: a test makes code of texts here. */
export const viewOf = (model) => model;
