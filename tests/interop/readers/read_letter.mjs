// Opens a sealed letter by its format page, checks every rule and the mark, and prints its body and parts.
// Usage: FILE IDENTITY [MARK_KEY OUR_CARD THEIR_CARD]
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { need, readCard, sharedMac, unseal } from "./read_card.mjs";

const WISHES = ["just_read", "been_there", "stayed", "ideas", "ask_me"];
const INSIDE_A_STORY = ["title", "tags", "stands", "tools"];
const KINDS = [...INSIDE_A_STORY, "note", "content_note", "wish", "hold", "story", "help", "take_back",
  "reply_line", "reply_picture", "reply_life", "reply_carry", "reply_offer"];
const id = (value) => typeof value === "string" && /^[0-9a-f]{32}$/.test(value);
const base64 = (value) => typeof value === "string" && Buffer.from(value, "base64").toString("base64") === value;
const INDEX = { letter_id: id, in_reply_to: id, replaces: id, takes_back: id, to: id, from: id, card: base64,
  wish: (value) => WISHES.includes(value), parts: Array.isArray };

function canonical(value) { // keys sorted, no spaces
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)}}`;
}

function size(n) {
  if (n > 65536) return Math.ceil(n / 16384) * 16384;
  return Math.max(1024, 2 ** Math.ceil(Math.log2(n)));
}

function checkIndex(index, text, body) {
  need(canonical(index) === text && text.startsWith("{"), "an index that is not written as it should be");
  for (const key of Object.keys(index)) need(Object.hasOwn(INDEX, key) && INDEX[key](index[key]), `index: ${key}`);
  for (const key of ["letter_id", "wish", "parts"]) need(key in index, `no ${key}`);
  need(("to" in index) === ("from" in index) && ("to" in index || !("card" in index)), "to, from or card alone");
  let from = 0, storyEnd = 0;
  for (const part of index.parts) {
    const formed = Array.isArray(part?.at) && part.at.every(Number.isInteger) && KINDS.includes(part.kind);
    need(formed, "a part of no known form");
    const { at: [start, end], kind } = part, inside = INSIDE_A_STORY.includes(kind);
    need(canonical(part) === canonical({ at: [start, end], kind }), "a part with something more");
    need(0 <= start && start < end && end <= body.length, "a part that is empty or outside the body");
    need([start, end].every((place) => (body[place] & 0xc0) !== 0x80), "a part that cuts a character");
    const fits = inside ? from <= start && end <= storyEnd : Math.max(from, storyEnd) <= start;
    need(fits, "a part that overlaps another, is out of order, or outside its story");
    from = kind === "story" ? start : end;
    if (kind === "story") storyEnd = end;
  }
}

export function readLetter(bytes) {
  const begin = bytes.toString("latin1", 0, 64);
  const [line, ...lengths] = /^peerjournal letter 0 ([1-9]\d{0,5}) ([1-9]\d{0,4})\n/.exec(begin) ?? need(0, "line 1");
  const [bodyLength, indexLength] = lengths.map(Number);
  const middle = line.length + bodyLength, padding = middle + indexLength + 2;
  need(bodyLength <= 262144 && indexLength <= 65536, "too long");
  need(bytes[middle] === 10 && bytes[padding - 1] === 10, "a length that does not fit");
  const body = bytes.subarray(line.length, middle), indexText = bytes.toString("latin1", middle + 1, padding - 1);
  new TextDecoder("utf-8", { fatal: true }).decode(body);
  const index = JSON.parse(indexText), markSize = Object.hasOwn(index, "to") ? 65 : 0;
  checkIndex(index, indexText, body);
  need(bytes.length === size(padding + markSize), "another size");
  need(bytes.subarray(padding, bytes.length - markSize).every((byte) => byte === 10), "something in the padding");
  const mark = bytes.toString("latin1", bytes.length - markSize), above = bytes.subarray(0, bytes.length - markSize);
  need(markSize === 0 || /^[0-9a-f]{64}\n$/.test(mark), "a mark in another form");
  const parts = index.parts.map(({ kind, at }) => ({ kind, text: visible(body.subarray(...at)) }));
  return { index, body: visible(body), parts, mark, above };
}

const UNSEEN = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu; // controls, and what reorders text
const visible = (bytes) => bytes.toString().replace(UNSEEN, "");

export function confirmed({ index, mark, above }, markKey, ours, theirs) { // did the peer write this to us?
  const expected = sharedMac(markKey, theirs, "peerjournal/letter/v0/mark", [theirs, ours], above);
  return index.to === ours.id && index.from === theirs.id && mark === `${expected}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [file, identity, markKey, ...cards] = process.argv.slice(2), raw = readFileSync(file);
  const [ours, theirs] = cards.map((card) => readCard(readFileSync(card, "utf8")));
  const letter = readLetter(await unseal(raw, identity)), { index, parts, body } = letter;
  const sure = theirs !== undefined && confirmed(letter, markKey, ours, theirs);
  console.log(JSON.stringify({ confirmed: sure, index, parts, body }, null, 1));
}
