export const greeting = "Hello, world!";
