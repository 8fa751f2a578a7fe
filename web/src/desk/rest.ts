// What the desk's first picture does not show, loaded as one file: see later.tsx.
export { AlonePanel, HandedDialog } from "./alone";
export { HelpDialog } from "./help";
export { PeoplePanel } from "./people";
export { OwnLink, SeatsPanel } from "./seats";
export { BalancePanel } from "./shares";
export { draftSelected, StandingPanel } from "./standing";
export { SweepKey } from "./sweep";
export { TurnsPanel } from "./turns";
export { Without } from "./without";
