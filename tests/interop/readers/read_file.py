"""Prints a file that belongs to an entry, knowing only its format page (SEALED, and on stdin what its entry says)."""
import hashlib, json, sys
from pathlib import Path
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

def need(ok, why):
    if not ok: raise SystemExit(why)

said, whole = json.load(sys.stdin), Path(sys.argv[1]).read_bytes()
need(hashlib.sha256(whole).hexdigest() == said["sha256"], "not as it was sealed")
need(whole.startswith(b"peerjournal file 0\n"), "another version")
key, sealed, plain = ChaCha20Poly1305(bytes.fromhex(said["key"])), whole[19:], b""
need(sealed and len(sealed) % 65552 == 0, "size")
for number in range(count := len(sealed) // 65552):
    nonce = number.to_bytes(11, "big") + bytes([number == count - 1])
    plain += key.decrypt(nonce, sealed[number * 65552 : (number + 1) * 65552], None)
fewest = max(1, -(-said["size"] // 65536))
e = fewest.bit_length() - 1
step = 2 ** max(e - (e.bit_length() if e else 0), 0)
need(count == -(-fewest // step) * step and not any(plain[said["size"] :]), "padding")
sys.stdout.buffer.write(plain[: said["size"]])
