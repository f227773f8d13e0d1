// Reads a card or the answer to one by its format page, and refuses what the page does.
// Usage: CARD, or ANSWER IDENTITY MARK_KEY OUR_CARD
import { armor, Decrypter } from "age-encryption";
import { createHash, createHmac, createPrivateKey, createPublicKey, diffieHellman, hkdfSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

export const need = (ok, why) => { if (!ok) throw new Error(`refused: ${why}`); };
export const sha256 = (data) => createHash("sha256").update(data).digest();

export function parseCard(bytes) { // rules 4, 6 and 7
  need(bytes.length === 1283 && bytes.toString("latin1", 0, 19) === "peerjournal/card/v0", "another length or label");
  for (let i = 19; i < 19 + 1152; i += 3) {
    const [a, b, c] = bytes.subarray(i, i + 3);
    need(a + 256 * (b % 16) < 3329 && (b >> 4) + 16 * c < 3329, "a coefficient that is too large");
  }
  const p = 2n ** 255n - 19n, low = [0n, 1n, p - 1n,
    325606250916557431795983626356110631294008115727848805560023387167927233504n,
    39382357235489614581723061780553021112529911719440698176882885853963445705823n];
  for (const start of [19 + 1184, 19 + 1216]) {
    const key = BigInt(`0x${Buffer.from(bytes.subarray(start, start + 32)).reverse().toString("hex")}`);
    need(key < p && !low.includes(key), "an X25519 key of low order, or in another spelling");
  }
  return { bytes, mark: bytes.subarray(19 + 1216, 19 + 1248), id: bytes.toString("hex", 19 + 1248) };
}

export function readCard(text) { // rules 1, 2, 3 and 5
  const lines = text.split("\n").map((line) => line.trimEnd());
  const [first, last] = ["BEGIN", "END"].map((word) => {
    const line = `-----${word} PEERJOURNAL CARD-----`, place = lines.indexOf(line);
    need(place >= 0 && place === lines.lastIndexOf(line), "not exactly one card");
    return place;
  });
  need(Buffer.byteLength(text) <= 65536 && first < last - 1, "too long, or its ends in another order");
  const bytes = Buffer.from(lines.slice(first + 1, last - 1).join(""), "base64");
  const block = [...(bytes.toString("base64").match(/.{1,64}/g) ?? []), `=${sha256(bytes).toString("hex", 0, 4)}`];
  need(block.join("\n") === lines.slice(first + 1, last).join("\n"), "damaged, or not as a card is written");
  return parseCard(bytes);
}

export function sharedMac(secretHex, theirs, label, cards, data) { // what only the two people of two cards can make
  const pkcs8 = Buffer.from(`302e020100300506032b656e04220420${secretHex}`, "hex");
  const spki = Buffer.concat([Buffer.from("302a300506032b656e032100", "hex"), theirs.mark]);
  const dh = diffieHellman({ privateKey: createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" }),
    publicKey: createPublicKey({ key: spki, format: "der", type: "spki" }) });
  need(dh.some((byte) => byte !== 0), "a shared secret of zeros");
  const info = Buffer.concat([Buffer.from(label), ...cards.map((card) => sha256(card.bytes))]);
  const key = Buffer.from(hkdfSync("sha256", dh, sha256("peerjournal/letter/v0"), info, 32));
  return createHmac("sha256", key).update(data).digest("hex");
}

export async function unseal(file, ...identities) { // an age file, binary or armored
  need(file.length <= 8 * 2 ** 20, "more than 8 MiB");
  const text = file.toString("latin1"), decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  return Buffer.from(await decrypter.decrypt(text.startsWith("-----BEGIN AGE") ? armor.decode(text) : file));
}

export function readAnswer(plain, markKey, ours) {
  need(plain.length === 1352 && plain.toString("latin1", 0, 21) === "peerjournal/answer/v0", "another length or label");
  const theirs = parseCard(plain.subarray(21, 1304));
  need(plain.toString("hex", 1304, 1320) === ours.id, "it answers another card");
  const mac = sharedMac(markKey, theirs, "peerjournal/answer/v0/mac", [theirs, ours], plain.subarray(0, 1320));
  need(mac === plain.toString("hex", 1320), "the mac does not fit");
  return theirs;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [file, identity, markKey, ourCard] = process.argv.slice(2), raw = readFileSync(file);
  const read = async () => readAnswer(await unseal(raw, identity), markKey, readCard(readFileSync(ourCard, "utf8")));
  const card = identity === undefined ? readCard(raw.toString()) : await read();
  const [mark, sum] = [card.mark, sha256(card.bytes)].map((bytes) => bytes.toString("hex"));
  console.log(JSON.stringify({ card_id: card.id, mark_public: mark, card_sha256: sum }));
}
