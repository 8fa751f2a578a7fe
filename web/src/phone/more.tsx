// What the page loads after its first picture, while idle: everything but the
// floor and the votes.
export { HandMore } from "./details";
export { PutNow } from "./outcomes";
export { Left } from "./leave";
export { Mine, Removed, Signals } from "./mine";
export { Results } from "./results";
export { Write } from "./write";
