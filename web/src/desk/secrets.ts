// Secrets that the desk makes itself: new codes, slips and links. Only the hashes
// of slips and links go to the room.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

const codeLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ"; // 24: no I, no O
const linkLetters = "abcdefghijklmnopqrstuvwxyz234567";

/** letters draws n letters of codes, each equally likely. */
export function letters(n: number): string {
  let out = "";
  while (out.length < n) {
    const [b = 255] = crypto.getRandomValues(new Uint8Array(1));
    if (b < 240) out += codeLetters[b % 24];
  }
  return out;
}

const hashOf = (secret: string) => bytesToHex(sha256(utf8ToBytes(secret)));

/** newSlip draws an admission code and the hash that the room keeps. */
export function newSlip(): { code: string; hash: string } {
  const code = `${letters(5)}-${letters(5)}`;
  return { code, hash: hashOf(code) };
}

/** newLink draws a seat's secret link and the hash that the room keeps. */
export function newLink(): { secret: string; hash: string } {
  const secret = Array.from(crypto.getRandomValues(new Uint8Array(26)), (b) => linkLetters[b & 31]).join("");
  return { secret, hash: hashOf(secret) };
}
