# page_reader.py PAGE.html [--text | --reply KIND=TEXT ...]; words on stdin; written from docs/page.md alone
import base64, hashlib, json, os, re, sys, unicodedata
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
MARKS = "-----BEGIN PEERJOURNAL REPLY-----\n", "-----END PEERJOURNAL REPLY-----"
KINDS = ["note", "reply_line", "reply_picture", "reply_life", "reply_carry", "reply_offer"]
OFFER = "I have something that helped me, if you ever want to hear it. No need to answer."
GAPS = dict.fromkeys("p h1 h2 h3 h4 h5 h6 ul ol blockquote pre hr table".split(), 2) | {"li": 1, "tr": 1} | \
    dict.fromkeys("code em strong s br thead tbody th td".split(), 0)
HIDDEN = re.compile(r"[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
def need(ok, why):
    if not ok: sys.exit("refused: " + why)
def padded(value):
    n = len(data := json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())
    return data.ljust(max(1024, 1 << (n - 1).bit_length()) if n <= 65536 else -(-n // 16384) * 16384, b"\n")
def lines64(data):
    return re.sub("(.{1,64})", "\\1\n", base64.b64encode(data).decode())
def open_page(path, typed):
    blocks = re.split("(?m)^-----(BEGIN|END) PEERJOURNAL PAGE-----\n", open(path, encoding="utf-8").read())
    need(blocks[1::2] == ["BEGIN", "END"], "not one block")
    sealed = base64.b64decode(blocks[2].replace("\n", ""), validate=True)
    need(blocks[2] == lines64(sealed), "base64")
    words = re.sub(r"[\s_\-\u2010-\u2015]+", "-", unicodedata.normalize("NFKC", typed).lower()).strip("-")
    key = hashlib.pbkdf2_hmac("sha256", words.encode(), sealed[:16], 1_000_000, 32)
    plain = AESGCM(key).decrypt(sealed[16:28], sealed[28:], b"peerjournal/page/v0|pbkdf2-sha256|1000000")
    need(padded(page := json.loads(plain)) == plain and
         page.keys() - {"reply"} == {"letter_id", "cover", "body", "end"}, "PLAIN is not as it must be")
    return page
def to_text(steps):
    out, opened, lists, gap = "", [], [], 0
    for step in steps:
        if isinstance(step, str) and step and opened[-1:] not in (["hr"], ["br"]):
            out, gap = out + "\n" * gap + HIDDEN.sub("", re.sub("\r\n?|[\u2028\u2029]", "\n", step)), 0
        elif step == [] and opened:
            gap, out = max(gap, GAPS[opened[-1]]), out + ("\t" if opened[-1] in ("th", "td") else "")
            if opened.pop() in ("ul", "ol"): lists.pop()
        else:
            need(isinstance(step, list) and step and step[0] in list(GAPS) and len(opened) < 100 and
                 opened[-1:] not in (["hr"], ["br"]) and (len(step) == 1 or step[0] == "ol" and len(step) == 2
                 and type(step[1]) is int and 0 <= step[1] <= 999_999_999), "step %r" % (step,))
            gap = 0 if not out or out.endswith("\0") else max(gap, GAPS[step[0]])
            opened.append(step[0])
            if step[0] in ("ul", "ol"): lists.append((step + [1])[1] if step[0] == "ol" else None)
            if step[0] in ("li", "hr", "br"):
                number = (lists or [None])[-1] if step[0] == "li" else None
                item = "  " * len(lists[1:]) + ("- \0" if number is None else "%d. \0" % number)
                lists[-1:] = lists[-1:] if number is None else [number + 1]
                out, gap = out + "\n" * gap + {"li": item, "hr": "---", "br": "\n"}[step[0]], 0
    need(not opened, "a beginning without an end")
    return out.replace("\0", "")
def reply_block(page, texts):
    need("reply" in page and texts and texts.keys() <= set(KINDS), "no reply wanted, no part or kind")
    need(all(map(str.strip, texts.values())) and len("".join(texts.values()).encode()) <= 200_000, "texts")
    need(page["reply"]["ideas"] or texts.get("reply_offer", OFFER) == OFFER, "reply_offer: not the sentence")
    rid, key, nonce = bytes.fromhex(page["reply"]["id"]), bytes.fromhex(page["reply"]["key"]), os.urandom(12)
    parts = [{"kind": k, "text": texts[k]} for k in KINDS if k in texts]
    plain, aad = padded({"letter_id": page["letter_id"], "parts": parts}), b"peerjournal/page-reply/v0" + rid
    return lines64(rid + nonce + AESGCM(key).encrypt(nonce, plain, aad)).join(MARKS)
page, rest = open_page(sys.argv[1], sys.stdin.readline()), sys.argv[2:]
if rest[:1] == ["--reply"]: print(reply_block(page, dict(a.split("=", 1) for a in rest[1:])))
else: print(to_text(page["body"]) if rest == ["--text"] else padded(page).decode().rstrip("\n"))
