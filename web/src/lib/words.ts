// The page's words: the server inlines the part of the catalogue that the page
// uses, in the language of <html lang>. Keys are those of the English
// catalogue; a message that depends on a number has one key for each plural
// form, "name_one", "name_other", …, and the number is {n}.
import { signal } from "@preact/signals-core";
import type en from "../../i18n/en.json";
import { inlined } from "./dom";

export type Key = keyof typeof en;
type Plural<K> = K extends `${infer B}_other` ? B : never;
export type PluralKey = Plural<Key>;
export type Values = Record<string, string | number>;

// A signal, so that sentences are made anew when words come later.
const catalogue = signal(inlined<Record<string, string>>("words") ?? {});

export const lang = document.documentElement.lang || "en";
// Digits are Latin whatever the language, so that a number on the phone is the
// number on the screen.
const digits = `${lang}-u-nu-latn`;
const plural = new Intl.PluralRules(lang);
const number = new Intl.NumberFormat(digits);

/** moreWords loads the messages that the page's first picture does without;
 * they lie beside this script. */
export async function moreWords(file: "more" | "rest" = "more"): Promise<void> {
  const r = await fetch(new URL(`${file}.${lang}.json`, import.meta.url));
  if (!r.ok) throw new Error(String(r.status));
  catalogue.value = { ...catalogue.peek(), ...((await r.json()) as Record<string, string>) };
}

function fill(text: string, values?: Values): string {
  return values ? text.replace(/\{(\w+)\}/g, (whole, k: string) => show(values[k]) ?? whole) : text;
}

function show(v: string | number | undefined): string | undefined {
  return typeof v === "number" ? number.format(v) : v;
}

/** t is the sentence of a key, with {name} filled from values. */
export function t(key: Key, values?: Values): string {
  return fill(catalogue.value[key] ?? key, values);
}

/** isolated keeps the direction of somebody's words from what stands around them. */
export const isolated = (words: string) => `\u2068${words}\u2069`;

/** tn is the sentence of a plural key for n, with {n} filled too. */
export function tn(key: PluralKey, n: number, values?: Values): string {
  const text = catalogue.value[`${key}_${plural.select(n)}`] ?? catalogue.value[`${key}_other`] ?? key;
  return fill(text, { n, ...values });
}

/** td is t for keys that are put together from data: prefix.value; the value
 * itself where no catalogue has a word for it. */
export function td(prefix: string, value: string, values?: Values): string {
  return fill(catalogue.value[`${prefix}.${value}`] ?? value, values);
}

/** has says whether the catalogue has words for prefix.value. */
export function has(prefix: string, value: string): boolean {
  return `${prefix}.${value}` in catalogue.value;
}

/** dayAndTime is an instant, as JSON has it, in this device's zone. */
export function dayAndTime(at: string): string {
  return new Intl.DateTimeFormat(digits, { dateStyle: "medium", timeStyle: "short" }).format(new Date(at));
}

/** clockTime is the hour and minute of a Unix second in the room's zone. */
export function clockTime(unix: number, zone?: string, seconds = false): string {
  const opts: Intl.DateTimeFormatOptions = {
    hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    ...(seconds && { second: "2-digit" }), ...(zone && { timeZone: zone }),
  };
  try {
    return new Intl.DateTimeFormat(digits, opts).format(unix * 1000);
  } catch {
    // A zone that this browser does not know: its own.
    return new Intl.DateTimeFormat(digits, { ...opts, timeZone: undefined }).format(unix * 1000);
  }
}

/** calendarDay is the date of a Unix second in the room's zone. */
export function calendarDay(unix: number, zone?: string): string {
  const opts: Intl.DateTimeFormatOptions = { dateStyle: "long", ...(zone && { timeZone: zone }) };
  try {
    return new Intl.DateTimeFormat(digits, opts).format(unix * 1000);
  } catch {
    return new Intl.DateTimeFormat(digits, { ...opts, timeZone: undefined }).format(unix * 1000);
  }
}
