// Secrets that the desk makes itself: new codes and new links. Only a link's
// hash goes to the room.
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

/** newLink draws a seat's secret link and the hash that the room keeps. */
export function newLink(): { secret: string; hash: string } {
  const secret = Array.from(crypto.getRandomValues(new Uint8Array(26)), (b) => linkLetters[b & 31]).join("");
  return { secret, hash: bytesToHex(sha256(utf8ToBytes(secret))) };
}
