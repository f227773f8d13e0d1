// Runs the npm package age-encryption for the interop tests: one JSON request a line on stdin, one answer a line
// on stdout. A request has `do` and the fields that its function below takes; bytes travel as base64. A process
// that stays up answers each of some hundred requests in milliseconds, where starting node takes most of a second.

import { createInterface } from "node:readline";
import { armor, Decrypter, Encrypter, identityToRecipient } from "age-encryption";

const WORK_FACTOR = 10;

const actions = {
  async recipient({ identity }) {
    return await identityToRecipient(identity);
  },

  async seal({ recipient, passphrase, armored, bytes }) {
    const encrypter = new Encrypter();
    if (passphrase === undefined) {
      encrypter.addRecipient(recipient);
    } else {
      encrypter.setPassphrase(passphrase);
      encrypter.setScryptWorkFactor(WORK_FACTOR);
    }
    const sealed = await encrypter.encrypt(new Uint8Array(Buffer.from(bytes, "base64")));
    return Buffer.from(armored ? armor.encode(sealed) : sealed).toString("base64");
  },

  async open({ identity, passphrase, armored, bytes }) {
    const decrypter = new Decrypter();
    if (passphrase === undefined) {
      decrypter.addIdentity(identity);
    } else {
      decrypter.addPassphrase(passphrase);
    }
    const sealed = Buffer.from(bytes, "base64");
    const binary = armored ? armor.decode(sealed.toString("ascii")) : new Uint8Array(sealed);
    return Buffer.from(await decrypter.decrypt(binary)).toString("base64");
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  try {
    console.log(JSON.stringify({ answer: await actions[request.do](request) }));
  } catch (error) {
    console.log(JSON.stringify({ refused: String(error) }));
  }
}
