// Room time: whole seconds since the room's first record. A page takes it from
// each frame and beat and counts on by its own monotonic clock, so that wrong
// wall clocks and time zones do not matter.
import { signal } from "@preact/signals-core";

let heardSecond = 0; // of the newest frame or beat
let heard = performance.now();

/** now is the room's second; it ticks once a second. */
export const now = signal(0);

/** setClock takes room time from the server. */
export function setClock(seconds: number): void {
  heardSecond = seconds;
  heard = performance.now();
  tick();
}

/** roomNow is room time this instant, for command ids. */
export function roomNow(): number {
  return Math.max(0, Math.floor(heardSecond + (performance.now() - heard) / 1000));
}

function tick(): void {
  const n = roomNow();
  if (n !== now.peek()) now.value = n;
}

setInterval(tick, 250);

/** mmss writes a stretch of seconds as 1:57, 12:40 or −0:08. */
export function mmss(seconds: number): string {
  const s = Math.abs(seconds);
  const sign = seconds < 0 ? "\u2212" : "";
  const h = Math.floor(s / 3600);
  const m = Math.floor(s / 60) % 60;
  const ss = String(s % 60).padStart(2, "0");
  return h ? `${sign}${h}:${String(m).padStart(2, "0")}:${ss}` : `${sign}${m}:${ss}`;
}
