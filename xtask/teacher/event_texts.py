"""Gathers texts for the teacher of events to label: `event_texts.py DATA OUT` writes them as OUT/NAME.txt.

DATA has news/ (en-worldwide-newswire), quotes/polnear (PolNeAR, train part), events/ecbplus (ECB+, CC BY 3.0), events/casie (CASIE) and
places/geovirus (Wikinews, CC BY). Of long articles of PolNeAR two pieces of about 420 words are taken.
"""

import json
import re
import shutil
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

PIECE = 420
"""Words in a piece, about: whole paragraphs."""


def pieces(text):
    """The first and the second piece of an article."""
    first, second, count, more = [], [], 0, 0
    for paragraph in text.split("\n"):
        words = len(paragraph.split())
        if count < PIECE:
            first.append(paragraph)
        elif more < PIECE:
            second.append(paragraph)
            more += words
        count += words
    return "\n".join(first), "\n".join(second) if more >= 80 else None


def joined(tokens):
    """The tokens of a sentence of ECB+ as running text."""
    text = re.sub(r" ([,.;:?!%)\]’])", r"\1", " ".join(tokens))
    text = re.sub(r"([(\[$‘]) ", r"\1", text)
    text = re.sub(r" (n't|'s|'re|'ve|'ll|'d|'m|’s|n’t)\b", r"\1", text)
    return re.sub(r'" ([^"]*?) ?"', r'"\1"', text).strip()


def polnear(data):
    for line in open(data / "quotes/polnear/train.jsonl", encoding="utf-8"):
        row = json.loads(line)
        first, second = pieces(row["text"])
        yield f"pn-{row['id'][:60]}", first
        if second:
            yield f"pm-{row['id'][:60]}", second


def ecbplus(data):
    for file in sorted(data.glob("events/ecbplus/ECB+/**/*.xml")):
        sentences = {}
        for token in ElementTree.parse(file).getroot().findall("token"):
            sentences.setdefault(int(token.get("sentence")), []).append(token.text or "")
        lines = [joined(tokens) for _, tokens in sorted(sentences.items())]
        lines = [line for line in lines if not line.startswith("http")]
        if 40 <= sum(len(line.split()) for line in lines) <= 900:
            yield f"ecb-{file.stem}", "\n\n".join(lines)


def casie(data):
    """Every second article: attacks on computers fill no newspaper."""
    for file in sorted(data.glob("events/casie/source/*"))[::2]:
        text = file.read_text(encoding="utf-8", errors="ignore")
        title, body = re.search(r"<title>(.*?)</title>", text, re.S), re.search(r"<text>(.*?)(</text>|$)", text, re.S)
        if body and 60 < len(text.split()) < 700:
            head = title[1].strip() + "\n\n" if title else ""
            yield f"ca-{file.stem}", head + re.sub(r"<[^>]+>", "", body[1]).strip()


def geovirus(data):
    for number, line in enumerate(open(data / "places/geovirus/geovirus.jsonl", encoding="utf-8")):
        text = json.loads(line).get("text") or ""
        if len(text.split()) > 60:
            yield f"gv-{number:03}", text.strip()


def main():
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    for file in sorted((data / "news").glob("*.txt")):
        shutil.copyfile(file, out / file.name)
    for source in polnear, ecbplus, casie, geovirus:
        for name, text in source(data):
            (out / f"{name}.txt").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
