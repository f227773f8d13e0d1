
"use strict";
// Opens what is sealed in this page, shows it, and seals an answer. It asks for nothing from anywhere and
// stores nothing. docs/formats/page.md of Peerjournal says what each byte is.

const ROUNDS = 1000000;
const PAGE = "peerjournal/page/v0|pbkdf2-sha256|1000000";
const REPLY = "peerjournal/page-reply/v0";
const INLINE = ["code", "em", "strong", "s", "br"];
const ELEMENTS = [...INLINE, ..."p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre hr table thead tbody tr th td".split(" ")];
const EMPTY = ["hr", "br"];
const MOST_OPEN = 101; // and what they are built in
const MOST_START = 999999999;
const FIELDS = ["note", "reply_line", "reply_picture", "reply_life", "reply_carry", "reply_offer"];
const MOST_TEXT = 200000;

const at = (id) => document.getElementById(id);
const mark = (which) => `-----${which} PEERJOURNAL REPLY-----`;
const utf8 = (text) => new TextEncoder().encode(text);
const fromBase64 = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
const fromHex = (text) => Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));
const toBase64 = (bytes) => btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(""));

let reply; // what this page can be answered with, if it can
let letterId;
let unsaved = false; // something was typed that is in no sealed reply yet

function show(id, focused = at(id).querySelector("[tabindex]") || at(id)) {
  at(id).hidden = false;
  focused.focus();
  focused.scrollIntoView();
}

// Opening

function oneSpelling(words) {
  return words.normalize("NFKC").toLowerCase().replace(/[\s_\u2010-\u2015-]+/g, "-").replace(/^-|-$/g, "");
}

async function open(spelling) {
  const lines = at("sealed").textContent.split("\n").filter((line) => !line.startsWith("-"));
  const sealed = fromBase64(lines.join("").trim());
  const typed = await crypto.subtle.importKey("raw", utf8(spelling), "PBKDF2", false, ["deriveKey"]);
  const cost = { name: "PBKDF2", hash: "SHA-256", salt: sealed.slice(0, 16), iterations: ROUNDS };
  const key = await crypto.subtle.deriveKey(cost, typed, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
  const how = { name: "AES-GCM", iv: sealed.slice(16, 28), additionalData: utf8(PAGE) };
  const plain = await crypto.subtle.decrypt(how, key, sealed.slice(28));
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain));
}

function onKey(event) {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  at("open").click();
}

async function onWords(event) {
  event.preventDefault();
  const said = at("words-said");
  const spelling = oneSpelling(at("words").value);
  const count = spelling ? spelling.split("-").length : 0;
  if (count !== 6) {
    said.textContent = `There are six words. Here ${count === 1 ? "is one" : `are ${count}`}.`;
    return;
  }
  at("open").disabled = true;
  said.textContent = "Opening. This takes a moment.";
  try {
    const page = await open(spelling);
    at("words").value = "";
    said.textContent = "";
    cover(page);
  } catch {
    said.textContent = "Those words didn't open it. Look at each of them once more. If they are right, the file may have been changed on its way; you could ask for it again.";
    at("words").focus();
  }
  at("open").disabled = false;
}

// Showing. Text only ever becomes text.

function begins([tag, ...more]) {
  const counts = tag === "ol" && more.length === 1 && Number.isInteger(more[0]) && more[0] >= 0 && more[0] <= MOST_START;
  return ELEMENTS.includes(tag) && (more.length === 0 || counts);
}

function build(steps) {
  const whole = document.createDocumentFragment();
  const open = [whole];
  for (const step of steps) {
    const inside = open[open.length - 1];
    const ends = Array.isArray(step) && step.length === 0;
    if (!inside || open.length > MOST_OPEN || (EMPTY.includes(inside.localName) && !ends)) {
      throw new Error("This page is not whole.");
    }
    if (typeof step === "string") {
      inside.append(step);
    } else if (ends) {
      open.pop();
    } else if (begins(step)) {
      const element = document.createElement(step[0]);
      if (!INLINE.includes(step[0])) element.dir = "auto";
      if (step.length > 1) element.start = step[1];
      inside.append(element);
      open.push(element);
    } else {
      throw new Error("This is not an element of a page.");
    }
  }
  if (open.length !== 1) throw new Error("This page is not whole.");
  return whole;
}

function cover(page) {
  const lines = build(page.cover.flatMap((line) => [["p"], line, []]));
  const letter = build(page.body);
  letterId = page.letter_id;
  reply = page.reply;
  at("cover-lines").append(lines);
  at("letter").append(letter);
  at("end").textContent = page.end;
  at("write").hidden = !reply;
  for (const one of document.querySelectorAll(".ideas")) one.hidden = !reply || !reply.ideas;
  document.querySelector(".offer").hidden = !reply || reply.ideas;
  at("door").hidden = true;
  show("cover");
}

function read() {
  at("cover").hidden = true;
  at("after").hidden = false;
  show("letter");
}

// Writing back

function begin(event) {
  const note = at("note");
  note.value = note.value ? `${note.value}\n${event.target.textContent}` : event.target.textContent;
  typed();
  at("starters").open = false;
  note.focus();
}

function typed() {
  unsaved = true;
  at("sealed-reply").hidden = true;
  at("answer-said").textContent = "";
}

function saidIn(field) {
  if (field === "reply_offer" && !reply.ideas) {
    return at("offer").checked ? document.querySelector("label[for=offer]").textContent : "";
  }
  return at(field).value.replace(/\p{Surrogate}/gu, "\ufffd").trim();
}

function size(n) {
  return n > 65536 ? Math.ceil(n / 16384) * 16384 : Math.max(1024, 2 ** Math.ceil(Math.log2(n)));
}

async function seal(parts) {
  const said = utf8(JSON.stringify({ letter_id: letterId, parts }));
  const plain = new Uint8Array(size(said.length)).fill(10);
  plain.set(said);
  const id = fromHex(reply.id);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await crypto.subtle.importKey("raw", fromHex(reply.key), "AES-GCM", false, ["encrypt"]);
  const how = { name: "AES-GCM", iv, additionalData: new Uint8Array([...utf8(REPLY), ...id]) };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(how, key, plain));
  const lines = toBase64([...id, ...iv, ...sealed]).match(/.{1,64}/g);
  return [mark("BEGIN"), ...lines, mark("END"), ""].join("\n");
}

async function onAnswer(event) {
  event.preventDefault();
  const parts = FIELDS.map((kind) => ({ kind, text: saidIn(kind) })).filter((part) => part.text);
  const length = parts.reduce((sum, part) => sum + utf8(part.text).length, 0);
  if (length === 0 || length > MOST_TEXT) {
    at("answer-said").textContent = length ? "This is more than a reply can hold." : "Nothing is written yet. One line is a whole reply.";
    return;
  }
  at("block").value = await seal(parts);
  URL.revokeObjectURL(at("save").href);
  at("save").href = URL.createObjectURL(new Blob([at("block").value], { type: "text/plain" }));
  at("block-said").textContent = "";
  show("sealed-reply");
}

async function copy() {
  let copied = true;
  try {
    await navigator.clipboard.writeText(at("block").value);
  } catch {
    at("block").select();
    copied = document.execCommand("copy");
  }
  unsaved = unsaved && !copied;
  at("block-said").textContent = copied ? "Copied. It can be pasted into a message now." : "It is selected. Your browser's own copy takes it.";
}

function begun() {
  at("words").addEventListener("keydown", onKey);
  at("words-form").addEventListener("submit", onWords);
  at("read").addEventListener("click", read);
  at("write").addEventListener("click", () => show("answer"));
  at("answer-form").addEventListener("submit", onAnswer);
  at("answer-form").addEventListener("input", typed);
  for (const one of at("starters").querySelectorAll("button")) one.addEventListener("click", begin);
  at("copy").addEventListener("click", copy);
  at("save").addEventListener("click", () => { unsaved = false; });
  document.querySelector(".close").addEventListener("click", () => location.reload());
  addEventListener("beforeunload", (event) => {
    if (!unsaved) return;
    event.preventDefault();
    event.returnValue = true; // which is what browsers before 2024 listen to
  });
  at("help").hidden = true;
  show("door", at("words"));
}

if (globalThis.crypto && crypto.subtle) begun();
