// What the page loads after its first picture, while idle: everything but the
// floor, raising a hand and the votes; what is tapped is stored until then, and
// sent by this.
import "./app"; // so that the app is one file (phone.tsx)

export { Ask } from "./ask";
export { Because } from "./because";
export { Closed } from "./closed";
export { Told } from "./conduct";
export { HandMore } from "./details";
export { follow } from "./follow";
export { PutNow } from "./outcomes";
export { Left } from "./leave";
export { Mine, Signals } from "./mine";
export { LastHand, MyBar, Place } from "./place";
export { Report } from "./report";
export { Results } from "./results";
export { First, Next } from "./next";
export { send } from "./send";
export { ClassOf, Standing } from "./standing";
export { MyFloor } from "./turn";
export { Weight } from "./weight";
export { Write } from "./write";
