// Names as a meeting tool lists them: the lines that somebody copied, made into
// people, and a key for each. Nothing here leaves the browser.

/** Entry is somebody of the meeting tool. */
export interface Entry {
  id: string;
  name: string;
  /** key is one or two letters or digits that raise the hand. */
  key: string;
  /** person is who they are to the room, once a hand was raised. */
  person?: string;
}

const longest = 60; // characters that the room takes of a name
const most = 900; // of a list; those behind are left out

// What tools write beside names: headings, also with how many stand below them,
// and states and keys of the panel.
const split = (s: string) => new Set(s.split("|").map((x) => x.trim()));
const headings = split(`participants|people|contributors|in the meeting|in this meeting|in call|waiting room|attendees|presenters|panelists|guests
  |المشاركون|الحضور`);
const noise = split(`organizer|organiser|host|co host|guest|you|me|external|unverified|meeting host|muted|unmuted|mute|unmute|mute all|more|pin
  |invite|raised hand|video on|video off|camera on|camera off|microphone on|microphone off|mic on|mic off|computer audio muted
  |computer audio unmuted|more options|search for people|add people|share invite|name|full name|display name|user name|username
  |name original name|المضيف|ضيف|أنت|مكتوم|الاسم|الاسم الكامل`);
const behind = /\s*\((?:(?:host|co-?host|me|you|guest|external|unverified|organi[sz]er|presenter|المضيف|أنت|ضيف)(?:,\s*)?)+\)$/iu;
const turning = /[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/gu;

const words = (s: string) => s.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** isNoise says whether a line is the tool's own. "Guest 2" is somebody. */
const isNoise = (line: string) => noise.has(words(line)) || headings.has(words(line).replace(/ \d+$/, ""));

/** tidyName is a name as the page keeps it: one line, of a length that the room
 * takes, without what a tool writes behind it. */
export function tidyName(line: string): string {
  const cells = line.split("\t").map((x) => x.trim()).filter(Boolean);
  let name = cells[0] ?? "";
  if (name.includes("@")) name = name.split(/[,;<]/)[0]!;
  name = name.replace(turning, "").replace(/^(?:[-*•·]|\d+[.)])\s+/, "").replace(/\s+/g, " ").trim();
  for (let was = ""; was !== name; ) {
    was = name;
    name = name.replace(behind, "").trim();
  }
  return [...name.replace(/^"|"$/g, "")].slice(0, longest).join("").trim();
}

/** namesIn are the names of a copied list, in its order; those that stand there
 * twice are numbered. */
export function namesIn(paste: string): string[] {
  let lines = paste.split(/\r\n?|\n/).map((l) => l.trim()).filter(Boolean);
  // An exported table: a line of headings, the name in its first column.
  if (/^"?[^",]*(?:\bname\b|الاسم)[^",]*"?,/iu.test(lines[0] ?? "")) lines = lines.slice(1).map((l) => l.split(",")[0]!);
  const seen = new Map<string, number>();
  const out: string[] = [];
  for (const [i, line] of lines.entries()) {
    const name = tidyName(line);
    if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(name) || isNoise(name) || initialsOf(name, lines[i + 1])) continue;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    out.push(times > 1 ? `${name} (${times})` : name);
  }
  return [...new Set(out)].slice(0, most);
}

/** initialsOf: a panel's picture is copied as the initials of the name below. */
function initialsOf(line: string, next: string | undefined): boolean {
  return /^\p{Lu}{1,2}$/u.test(line) && !!next && next.length > line.length && next.startsWith(line[0]!);
}

// Letters and digits that pass for a Latin letter, as the server reads names.
const alike: Record<string, string> = {};
for (const [from, to] of [["авекмнорстухіјѕһԁԛԝ", "abekmhopctyxijshdqw"], ["αβεζηικμνορτυχ", "abezhikmnoptyx"], ["01lıӏ", "oiiii"]] as const) {
  [...from].forEach((c, i) => (alike[c] = to[i]!));
}

/** skeleton is a name as somebody at the back of a hall would read it. */
export function skeleton(name: string): string {
  return [...name.normalize("NFKD").toLowerCase()].filter((c) => /[\p{L}\p{N}]/u.test(c)).map((c) => alike[c] ?? c).join("");
}

const digits = [..."1234567890"];
const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const plain = letters.filter((c) => c !== "I" && c !== "O"); // beside digits these two are misread
const singles = 30; // people who have a key of one letter each

/** latin are the letters of a name that are on every keyboard. */
const latin = (name: string) => [...name.normalize("NFKD").toUpperCase()].filter((c) => letters.includes(c));

/** keyed gives everybody a key and leaves those that are there, as long as all
 * are of the same length: one letter, or two where they are many. */
export function keyed(people: Entry[]): Entry[] {
  const length = people.length > singles ? 2 : 1;
  const taken = new Set<string>();
  const kept = people.map((p) => {
    if (p.key.length !== length || taken.has(p.key)) return { ...p, key: "" };
    taken.add(p.key);
    return p;
  });
  return kept.map((p) => {
    if (p.key) return p;
    const key = (length === 1 ? single(p.name) : double(p.name)).find((k) => !taken.has(k)) ?? "";
    taken.add(key);
    return { ...p, key };
  });
}

const single = (name: string) => [...latin(name), ...digits, ...letters];

function double(name: string): string[] {
  const first = latin(name)[0];
  const group = (l: string) => [...digits, ...plain].map((c) => l + c);
  return [...(first ? group(first) : []), ...[..."XZQ", ...letters].flatMap(group)];
}

/** merged is the list after another paste: who is there already keeps key and
 * person; who is gone and never raised a hand is left out. */
export function merged(before: Entry[], names: string[], id: () => string): Entry[] {
  const had = new Map(before.map((e) => [e.name, e]));
  const now = new Set(names);
  return keyed([
    ...before.filter((e) => now.has(e.name) || e.person),
    ...names.filter((n) => !had.has(n)).map((name) => ({ id: id(), name, key: "" })),
  ]);
}
