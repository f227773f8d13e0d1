"""Prints the documents and other versions in a journal's folder, knowing only its format pages (FOLDER PASSPHRASE)."""
import collections, hashlib, hmac, io, json, re, struct, sys, unicodedata, zlib
from pathlib import Path
from cryptography.hazmat.primitives.ciphers import aead, algorithms
from cryptography.hazmat.primitives.kdf import argon2, kbkdf

Row = collections.namedtuple("Row", "alive at device n text seen beside")  # of two, the greater one is shown
def need(ok, why):  # whatever is not whole and unchanged ends the reading with an error
    if not ok: raise ValueError(why)
def take(stream, form): return struct.unpack("<" + form, stream.read(struct.calcsize("<" + form)))
def sha256(data): return hashlib.sha256(data).digest()
def mac(key, data): return hmac.digest(key, data, "sha256")
def hkdf(key, info, salt=b""): return mac(mac(salt, key), info + b"\1")  # HKDF-SHA256, 32 bytes
def unseal(key, nonce, sealed, aad):  # XAES-256-GCM of C2SP: AES-256-GCM under a key made from half of the nonce
    kdf = kbkdf.KBKDFCMAC(algorithms.AES, kbkdf.Mode.CounterMode, 32, rlen=2, llen=None, label=None, context=None,
                          location=kbkdf.CounterLocation.BeforeFixed, fixed=b"X\0" + nonce[:12])
    return aead.AESGCM(kdf.derive(key)).decrypt(nonce[12:], sealed, aad)

def open_key_file(raw, secret):  # -> vault id, {epoch: data key}
    need(raw[:18] == b"peerjournal key\n\0\0" and len(raw) <= 16384 and sha256(raw[:-40])[:8] == raw[-40:-32], "bytes")
    stream, slots = io.BytesIO(raw[18:-40]), []
    vault, newest, key_seq, count = take(stream, "16sHIB")
    for _ in range(count):
        _, kind, size = start = take(stream, "16sBH")
        context = struct.pack("<16sBH", *start) + stream.read(size)
        *sealed, check = take(stream, "32s24s48s8s")
        need((len(context), check) == ({1: 63, 2: 19}[kind], sha256(context + b"".join(sealed))[:8]), "key file: slot")
        if kind == 1:
            memory, passes, lanes, _ = cost = struct.unpack("<III32s", context[19:])
            need(19456 <= memory <= 2**20 and 0 < passes <= 10 and 0 < lanes <= 8 and memory * passes <= 2**22, "cost")
            slots.append((context, *sealed, *cost))
    older = [take(stream, "2s24s48s") for _ in range(stream.read(1)[0])]
    epochs = [*(int.from_bytes(epoch, "little") for epoch, _, _ in older), newest]
    need(key_seq and 0 < epochs[0] and epochs == sorted(set(epochs)) and len(stream.read()) == 1216, "key file: sizes")
    for context, commitment, nonce, wrapped, memory, passes, lanes, salt in slots:
        typed = argon2.Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory).derive(secret)
        if hmac.compare_digest(hkdf(typed, b"peerjournal/slot/commit/v0" + context, vault), commitment): break
    else: raise ValueError("wrong passphrase")
    kek = hkdf(typed, b"peerjournal/slot/kek/v0" + context, vault)
    key = unseal(kek, nonce, wrapped, b"peerjournal/slot/v0" + vault + context)
    need(mac(hkdf(key, b"peerjournal/keyfile/mac"), raw[:-32]) == raw[-32:], "key file: changed by someone")
    wrap, aad = hkdf(key, b"peerjournal/keyfile/wrap"), b"peerjournal/epoch/v0" + vault + struct.pack("<H", newest)
    return vault, dict(zip(epochs, [*(unseal(wrap, nonce, sealed, aad + e) for e, nonce, sealed in older), key]))

def frames(raw, name, vault, keys):  # every frame of one log, each verified before it is given out
    stream, i = io.BytesIO(raw), 0
    *head, log_id, _, crc = take(stream, "8sHH16s16s16sII")
    fits = head == [b"\x89PJL\r\n\x1a\n", 0, head[2], vault, bytes.fromhex(name)]
    need(fits and crc == zlib.crc32(raw[:64]), f"{name}: damaged, or of another version, journal or device")
    key, link = hkdf(keys[head[2]], b"peerjournal/log/enc"), sha256(b"peerjournal/chain/v0" + raw[:68])
    while stream.tell() < len(raw):
        i, (sync, size, nonce) = i + 1, take(stream, "4sI24s")
        (sealed, crc), start = take(stream, f"{size}sI"), struct.pack("<I", size) + nonce
        need((sync, crc) == (b"\xf5PJ\n", zlib.crc32(start + sealed)) and 272 <= size <= 2**28, f"{name}: frame {i}")
        aad = b"peerjournal/frame/v0" + vault + log_id + struct.pack("<Q", i) + link
        yield json.loads(unseal(key, nonce, sealed, aad))
        link = sha256(link + start + sealed[-16:])

def read(folder, passphrase):
    typed = unicodedata.normalize("NFC", re.sub(r"[^\S\n\t]", " ", passphrase)).encode()  # OpaqueString, nearly
    vault, keys = open_key_file((folder / "journal.key").read_bytes(), typed)
    everything, documents, others = collections.defaultdict(dict), {}, {}
    for path in folder.glob("[0-9a-f]" * 32 + ".log"):
        puts = [frame["put"] for frame in frames(path.read_bytes(), path.stem, vault, keys)]
        for table, row in ((name, row) for put in puts for name, rows in put.items() for row in rows):
            ident, name, seen, at, doc, beside = [*row, []][:6]
            device, n = name if isinstance(name, list) else (path.stem, name)
            alive, text = 0 if doc is None else 2 - ("removed" in doc), json.dumps(doc, sort_keys=True)
            rows, new = everything[table, ident], Row(alive, at, device, n, text, seen, beside)
            rows[device, n] = max(rows.get((device, n), new), new, key=lambda row: row[:5])
    for (table, ident), rows in everything.items():
        current = [a for a in rows.values() if not any(
            b.seen.get(a.device, 0) >= a.n and [a.device, a.n] not in b.beside for b in rows.values() if b is not a)]
        first, *rest = map(json.loads, dict.fromkeys(r.text for r in sorted(current)[::-1] if r.alive) or ["null"])
        if first is not None: documents.setdefault(table, {})[ident] = first
        if rest: others[f"{table}/{ident}"] = rest
    return {"documents": documents, "other versions": others}

if __name__ == "__main__":
    print(json.dumps(read(Path(sys.argv[1]), sys.argv[2]), ensure_ascii=False, indent=1, sort_keys=True))
