// Opens a web page by its format page and prints what is in it; or writes a reply to it.
// Usage: FILE WORDS [KIND=TEXT ...]
import { readFileSync } from "node:fs";
import { webcrypto as crypto } from "node:crypto";

const AAD = "peerjournal/page/v0|pbkdf2-sha256|1000000", REPLY_AAD = "peerjournal/page-reply/v0";
const ELEMENTS = ("p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong s hr br table thead tbody tr th td"
  .split(" "));
const KINDS = ["note", "reply_line", "reply_picture", "reply_life", "reply_carry", "reply_offer"];
const bytes = (text) => new TextEncoder().encode(text);
const need = (met, what) => { if (!met) throw new Error(`refused: ${what}`); };

const size = (n) => n > 65536 ? Math.ceil(n / 16384) * 16384 : Math.max(1024, 2 ** Math.ceil(Math.log2(n)));

function spelling(words) {
  return words.normalize("NFKC").toLowerCase().replace(/[\s_\-\u2010-\u2015]+/g, "-").replace(/^-|-$/g, "");
}

export async function openPage(html, words) {
  const blocks = [...html.matchAll(/^-----BEGIN PEERJOURNAL PAGE-----\n([^-]+)\n-----END PEERJOURNAL PAGE-----$/gm)];
  need(blocks.length === 1, "not exactly one sealed text");
  const sealed = Buffer.from(blocks[0][1], "base64"), salt = sealed.subarray(0, 16), iv = sealed.subarray(16, 28);
  const typed = await crypto.subtle.importKey("raw", bytes(spelling(words)), "PBKDF2", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: 1000000 },
    typed, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
  const how = { name: "AES-GCM", iv, additionalData: bytes(AAD) };
  const plain = Buffer.from(await crypto.subtle.decrypt(how, key, sealed.subarray(28)));
  const text = plain.toString().replace(/\n+$/, "");
  need(plain.length === size(Buffer.byteLength(text)), "another size");
  return JSON.parse(text);
}

export function read(steps) { // the text, and the elements in the order in which they begin
  const elements = [], open = [];
  let text = "";
  for (const step of steps) {
    if (typeof step === "string") text += step;
    else if (step.length) elements.push(step[0]), need(ELEMENTS.includes(step[0]) && open.push(1) <= 100, "element");
    else need(open.pop(), "an end without a beginning");
  }
  need(open.length === 0, "a beginning without an end");
  return { text, elements };
}

export async function writeReply({ letter_id, reply }, texts) {
  const parts = KINDS.filter((kind) => kind in texts).map((kind) => ({ kind, text: texts[kind] }));
  const said = bytes(JSON.stringify({ letter_id, parts })), plain = Buffer.alloc(size(said.length), 10);
  plain.set(said);
  const id = Buffer.from(reply.id, "hex"), iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await crypto.subtle.importKey("raw", Buffer.from(reply.key, "hex"), "AES-GCM", false, ["encrypt"]);
  const how = { name: "AES-GCM", iv, additionalData: Buffer.concat([bytes(REPLY_AAD), id]) };
  const sealed = Buffer.concat([id, iv, new Uint8Array(await crypto.subtle.encrypt(how, key, plain))]);
  const lines = sealed.toString("base64").match(/.{1,64}/g);
  return ["-----BEGIN PEERJOURNAL REPLY-----", ...lines, "-----END PEERJOURNAL REPLY-----", ""].join("\n");
}

const [file, words, ...said] = process.argv.slice(2), page = await openPage(readFileSync(file, "utf8"), words);
const texts = Object.fromEntries(said.map((one) => one.split(/=(.*)/s, 2)));
console.log(said.length ? await writeReply(page, texts) : JSON.stringify({ ...page, ...read(page.body) }));
