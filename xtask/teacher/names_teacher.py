"""The teacher of names: the encoder of teacher.py, fine-tuned to find the names of an English text.

It is used offline only: its soft predictions on unlabelled sentences are what the network in the browser learns names from.

    names_teacher.py train --names DIR --model OUT.pt [--seed N] [--epochs N]
    names_teacher.py score --names DIR --model A.pt [B.pt …]
    names_teacher.py label --model A.pt [B.pt …] --words IN.jsonl --out OUT.jsonl [--without DIR]

Several models are averaged: each gives probabilities, their mean counts.

The corpora don't agree on what a name is. Where one leaves a kind out, all labels that its annotation allows count as right: the loss is
that of their summed probability (Tsuboi et al. 2008, without the CRF). Each corpus also has a vector of its own (its style), so that its
habits stay with it; labels are given in the style of the news corpus. Neighbouring sentences of a document are read together.
"""

import argparse
import json
import os
import random
import re
import time
from pathlib import Path

from teacher import CASES, LAST_POSITION, PIECES_PER_WORD, QUOTES, SHAPES, Dropout, Encoder
from teacher import batches, encoder_folder, hashed, keep_memory, likely, padded, parameter_groups, shape

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

KINDS = ["Person", "Organization", "Location", "Facility", "People", "Product", "Misc"]
LABELS = ["O"] + [part + kind for kind in KINDS for part in ("B-", "I-")]
NUMBER = {label: i for i, label in enumerate(LABELS)}

AFFIX2, AFFIX3 = 1024, 4096
CHUNK = 110
"""Words that are read together, about: whole sentences of one document up to here."""


# --- corpora ---


class Style:
    """How a corpus annotates: the kinds that each of its tags may stand for, and those that it leaves without a tag."""

    def __init__(self, tags, untagged=()):
        self.tags, self.untagged = tags, untagged

    def allowed(self, tags):
        """For each word the set of labels that agree with its tag, as bits. Tags are BIO, BIOES or IO."""
        bits, before = [], "O"
        for tag in tags:
            part, _, name = tag.partition("-")
            kinds = self.tags.get(name)
            if kinds is None:  # no name, or one of a sort that we don't know: dates, money
                labels = ["O"] + [p + kind for kind in self.untagged for p in ("B-", "I-")]
            else:
                inside = part in ("I", "E") and before.partition("-")[2] == name
                labels = [("I-" if inside else "B-") + kind for kind in kinds]
            bits.append(sum(1 << NUMBER[label] for label in labels))
            before = tag
        return bits


NEWS = {
    "Person": ["Person"],
    "Organization": ["Organization"],
    "Location": ["Location"],
    "Facility": ["Facility"],
    "NORP": ["People"],
    "Product": ["Product"],
    "Misc": ["Misc"],
    "Miscellaneous": ["Misc"],
}
OTHER = ["People", "Product", "Misc"]
PLACE = ["Location", "Facility"]
STYLES = {
    "news": Style(NEWS),
    "UNER": Style({"PER": ["Person"], "ORG": ["Organization"], "LOC": PLACE, "OTH": OTHER}, OTHER),
    "wikigold": Style({"PER": ["Person"], "ORG": ["Organization"], "LOC": PLACE, "MISC": OTHER}),
    "re3d": Style(
        {
            "Person": ["Person"],
            "Organisation": ["Organization"],
            "Location": PLACE,
            "Weapon": ["Product"],
            "MilitaryPlatform": ["Product"],
            "Nationality": ["People"],
        },
        OTHER,
    ),
    "wnut17": Style(
        {
            "person": ["Person"],
            "location": PLACE,
            "corporation": ["Organization"],
            "group": ["Organization"],
            "product": ["Product"],
            "creative-work": ["Misc"],
        },
        ["People", "Misc"],
    ),
    "BTC": Style({"PER": ["Person"], "ORG": ["Organization"], "LOC": PLACE}, OTHER),
}
STYLE_NUMBER = {name: i for i, name in enumerate(STYLES)}


class Sentence:
    def __init__(self, forms, bits=None, tags=None):
        self.forms, self.bits, self.tags = forms, bits, tags


def read_columns(path, form=0, tag=1, separator="\t"):
    """The sentences of a file with a word a line, blank lines between them: (forms, tags)."""
    sentences, forms, tags = [], [], []
    for line in Path(path).read_text(encoding="utf-8").split("\n") + [""]:
        columns = line.strip("\r").split(separator)
        if not line.strip():
            if forms:
                sentences.append((forms, tags))
            forms, tags = [], []
        elif len(columns) > tag:
            text = columns[form].strip()
            if text and text != "-DOCSTART-":
                forms.append(text)
                tags.append(columns[tag].strip())
    return sentences


def sentences_of(style, pairs):
    return [Sentence(forms, STYLES[style].allowed(tags), tags) for forms, tags in pairs]


def read_news(folder):
    """A document for each file."""
    return [sentences_of("news", read_columns(path)) for path in sorted(Path(folder).glob("*.tsv"))]


def read_uner(path):
    documents = []
    for block in re.split(r"^# newdoc.*\n", Path(path).read_text(encoding="utf-8"), flags=re.M):
        pairs = []
        for part in block.split("\n\n"):
            rows = [line.split("\t") for line in part.split("\n") if line and not line.startswith("#")]
            if rows:
                pairs.append(([row[1] for row in rows], [row[2] for row in rows]))
        if pairs:
            documents.append(sentences_of("UNER", pairs))
    return documents


def read_corpora(names):
    """What is trained on: (style, share of the documents that an epoch takes, documents)."""
    names = Path(names)

    def each_alone(style, paths):
        return [[s] for path in paths for s in sentences_of(style, read_columns(path))]

    wikigold = sentences_of("wikigold", read_columns(names / "wikigold/wikigold.conll.txt", separator=" "))
    re3d = [s for part in ("train", "test") for s in sentences_of("re3d", read_columns(names / f"re3d/re3d-{part}.conll"))]
    wnut = [names / "wnut17" / file for file in ("wnut17train.conll", "emerging.dev.conll", "emerging.test.annotated")]
    return [
        ("news", 1.0, read_news(names / "newswire/train")),
        ("UNER", 1.0, read_uner(names / "UNER_English-EWT/en_ewt-ud-train.iob2")),
        ("wikigold", 1.0, [wikigold[i : i + 5] for i in range(0, len(wikigold), 5)]),
        ("re3d", 1.0, [re3d[i : i + 5] for i in range(0, len(re3d), 5)]),
        ("wnut17", 0.3, each_alone("wnut17", wnut)),
        ("BTC", 0.15, each_alone("BTC", [names / "BTC" / f"{part}.conll" for part in "abefgh"])),
    ]


class Chunk:
    """Neighbouring sentences of a document, read together. `cases` has the variant of each of them."""

    def __init__(self, style, sentences, cases=None):
        self.style, self.sentences, self.cases = STYLE_NUMBER[style], sentences, cases or [0] * len(sentences)
        self.forms = [form for s in sentences for form in s.forms]


def chunks(style, sentences, words=lambda: CHUNK):
    """Sentences of a document in groups of at most about `words()` words."""
    groups, count, limit = [], 0, 0
    for s in sentences:
        if not groups or count + len(s.forms) > limit:
            groups.append([])
            count, limit = 0, words()
        groups[-1].append(s)
        count += len(s.forms)
    return [Chunk(style, group) for group in groups]


# --- features ---


class Features:
    """Turns words into numbers: word pieces for the encoder, shape, prefixes and suffixes."""

    def __init__(self):
        self.tokenizer = Tokenizer.from_file(str(encoder_folder() / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.unknown, self.start, self.end = (self.tokenizer.token_to_id(piece) for piece in ("[UNK]", "[CLS]", "[SEP]"))
        self.seen = {}

    def word(self, form):
        """Pieces, affix rows, and the shape of each re-cased variant."""
        if form not in self.seen:
            plain = form.translate(QUOTES)
            pieces = self.tokenizer.encode(plain, add_special_tokens=False).ids or [self.unknown]
            if len(pieces) > PIECES_PER_WORD:
                pieces = pieces[: PIECES_PER_WORD - 1] + pieces[-1:]
            lower = plain.lower()
            affixes = hashed(lower[-2:], AFFIX2), hashed(lower[-3:], AFFIX3), hashed("^" + lower[:3], AFFIX3)
            self.seen[form] = pieces, affixes, [shape(case(plain)) for case in CASES]
        return self.seen[form]

    def batch(self, group):
        """Padded tensors of some chunks: by piece its id and the shape of its word, by word its pieces and features."""
        rows = []
        for chunk in group:
            ids, cased, first, last, affixes, shapes = [self.start], [0], [], [], [], []
            for s, case in zip(chunk.sentences, chunk.cases):
                for form in s.forms:
                    pieces, affix, variants = self.word(form)
                    first.append(len(ids))
                    ids.extend(pieces)
                    cased.extend([variants[case]] * len(pieces))
                    last.append(len(ids) - 1)
                    affixes.append(affix)
                    shapes.append(variants[case])
                ids.append(self.end)  # behind each sentence
                cased.append(0)
            rows.append((ids, cased, first, last, *zip(*affixes), shapes))
        columns = [padded(column) for column in zip(*rows)]
        pieces = torch.tensor([len(row[0]) for row in rows])
        words = torch.tensor([len(chunk.forms) for chunk in group])
        styles = torch.tensor([chunk.style for chunk in group])
        return columns, pieces, words, styles


# --- model ---


class CasedEncoder(Encoder):
    """BERT without case, which gets the shapes of the words added to its input."""

    def forward(self, ids, lengths, cases):
        place = torch.arange(ids.shape[1])
        mask = torch.where(place < lengths[:, None], 0.0, -1e4)[:, None, None, :].bfloat16()
        x = self.pieces(ids) + self.positions(place.clamp(max=LAST_POSITION)) + self.kind + cases
        x = self.drop(self.norm(x))
        outputs = [x]
        for layer in self.layers:
            x = layer(x, mask)
            outputs.append(x)
        return outputs


class Model(nn.Module):
    def __init__(self, config, encoder_dropout=0.1, dropout=0.33):
        super().__init__()
        self.config = config
        width = config["hidden_size"]
        self.encoder = CasedEncoder(config, encoder_dropout)
        self.case = nn.Embedding(SHAPES, width)
        nn.init.zeros_(self.case.weight)
        self.mix = nn.Parameter(torch.zeros(config["num_hidden_layers"] + 1))
        self.suffix2, self.suffix3, self.prefix3 = nn.Embedding(AFFIX2, 32), nn.Embedding(AFFIX3, 48), nn.Embedding(AFFIX3, 48)
        self.shape, self.style = nn.Embedding(SHAPES, 32), nn.Embedding(len(STYLES), 16)
        self.drop = Dropout(dropout)
        into = 2 * width + 176
        self.forward_lstm = nn.LSTM(into, 256, batch_first=True)
        self.backward_lstm = nn.LSTM(into, 256, batch_first=True)
        self.inner, self.out = nn.Linear(into + 512, 256), nn.Linear(256, len(LABELS))

    def forward(self, batch):
        """Scores of the labels of each word."""
        (ids, cased, first, last, suffix2, suffix3, prefix3, shapes), pieces, words, styles = batch
        with torch.autocast("cpu", torch.bfloat16):
            layers = self.encoder(ids, pieces, self.case(cased))
        mixed = sum(w * layer.float() for w, layer in zip(self.mix.softmax(0), layers))

        def at(places):
            return mixed.gather(1, places[:, :, None].expand(-1, -1, mixed.shape[2]))

        n = first.shape[1]
        features = [self.suffix2(suffix2), self.suffix3(suffix3), self.prefix3(prefix3), self.shape(shapes)]
        features.append(self.style(styles)[:, None].expand(-1, n, -1))
        x = self.drop(torch.cat([at(first), at(last), *features], -1))
        # reversed in place, padding stays behind: so the backward LSTM never reads it
        place = torch.arange(n)
        back = torch.where(place < words[:, None], words[:, None] - 1 - place, place)[:, :, None]
        with torch.autocast("cpu", torch.bfloat16):
            forward = self.forward_lstm(x)[0]
            backward = self.backward_lstm(x.gather(1, back.expand_as(x)))[0]
            backward = backward.gather(1, back.expand_as(backward))
            x = torch.cat([x, self.drop(forward.float()), self.drop(backward.float())], -1)
            return self.out(self.drop(F.leaky_relu(self.inner(x), 0.1))).float()

    @staticmethod
    def load(path):
        state = torch.load(path, weights_only=True)
        assert (state["labels"], state["styles"]) == (LABELS, list(STYLES)), "a model of other labels"
        model = Model(state["config"])
        model.load_state_dict(state["weights"])
        return model.eval()

    def save(self, path):
        torch.save({"config": self.config, "labels": LABELS, "styles": list(STYLES), "weights": self.state_dict()}, path)


# --- training ---


def loss_of(model, batch, group):
    """Minus the log of the summed probability of the labels that agree with the annotation."""
    scores = model(batch)
    bits = padded([[b for s in chunk.sentences for b in s.bits] for chunk in group])
    known = bits > 0  # all but padding
    right = (bits[known][:, None] >> torch.arange(len(LABELS)) & 1).bool()
    scores = scores[known]
    return (scores.logsumexp(-1) - scores.masked_fill(~right, -1e9).logsumexp(-1)).mean()


def epoch_chunks(corpora, shuffle, recase):
    """The documents of an epoch cut anew: some long and some short pieces, some sentences re-cased (headlines)."""
    out = []
    for style, share, documents in corpora:
        for document in documents:
            if shuffle.random() < share:
                out += chunks(style, document, lambda: shuffle.choice([1, CHUNK, CHUNK, CHUNK]))
    for chunk in out:
        chunk.cases = [shuffle.choice([1, 2]) if shuffle.random() < recase else 0 for _ in chunk.sentences]
    return out


def train(args):
    random.seed(args.seed)
    torch.manual_seed(args.seed)
    shuffle = random.Random(args.seed)
    corpora = [(style, share * args.share, documents) for style, share, documents in read_corpora(args.names)]
    for style, share, documents in corpora:
        sentences = [s for document in documents for s in document]
        print(f"{style}: {len(documents)} documents, {len(sentences)} sentences, {sum(len(s.forms) for s in sentences)} words, share {share:.2f}", flush=True)
    dev = read_dev(args.names)
    features = Features()
    folder = encoder_folder()
    if args.start:
        model = Model.load(args.start)
    else:
        model = Model(json.loads((folder / "config.json").read_text()))
        model.encoder.load_pretrained(load_file(folder / "model.safetensors"))
    optimizer = torch.optim.AdamW(parameter_groups(model, args.encoder_rate, args.head_rate, args.layer_decay), betas=(0.9, 0.98), fused=True)
    per_epoch = len(batches(epoch_chunks(corpora, random.Random(0), 0), args.words, random.Random(0)))
    steps = args.epochs * per_epoch
    warm = max(1, per_epoch // (8 if args.start else 2))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda i: min((i + 1) / warm, max(0.0, (steps - i) / (steps - warm))))

    for epoch in range(1, args.epochs + 1):
        start, total, done = time.time(), 0.0, 0
        model.train()
        taken = epoch_chunks(corpora, shuffle, args.recase)
        for numbers in batches(taken, args.words, shuffle):
            group = [taken[i] for i in numbers]
            loss = loss_of(model, features.batch(group), group)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            total, done = total + loss.item(), done + 1
            if done % 25 == 0:
                print(f"  {done}/{per_epoch} loss {total / done:.4f} {time.time() - start:.0f} s", flush=True)
        print(f"epoch {epoch}: loss {total / done:.4f}, {time.time() - start:.0f} s", flush=True)
        model.eval()
        model.save(args.model)
        score_both([model], features, dev)


# --- prediction ---


@torch.no_grad()
def predict(models, features, pieces, words=4000):
    """Yields (number of the chunk, probabilities of the labels of its words)."""
    for numbers in batches(pieces, words):
        batch = features.batch([pieces[i] for i in numbers])
        mean = sum(model(batch).softmax(-1) for model in models) / len(models)
        for k, i in enumerate(numbers):
            yield i, mean[k, : len(pieces[i].forms)]


def by_sentence(models, features, style, documents):
    """The probabilities of each sentence of some documents, in their order."""
    pieces = [chunk for document in documents for chunk in chunks(style, document)]
    found = [None] * len(pieces)
    for i, probabilities in predict(models, features, pieces):
        found[i] = probabilities.split([len(s.forms) for s in pieces[i].sentences])
    return [part for parts in found for part in parts]


FOLLOWS = torch.tensor([[b[0] != "I" or a[2:] == b[2:] for b in LABELS] for a in LABELS])
"""Whether a label can stand behind another: inside only goes on with a name of the same kind."""


def decode(probabilities):
    """The likeliest sequence of labels that is well-formed (Viterbi)."""
    scores = probabilities.clamp(min=1e-9).log()
    forbidden = torch.where(FOLLOWS, 0.0, -1e4)
    best = scores[0] + forbidden[0]  # as behind O
    back = []
    for row in scores[1:]:
        best, chosen = (best[:, None] + forbidden).max(0)
        best = best + row
        back.append(chosen.tolist())
    path = [int(best.argmax())]
    for chosen in reversed(back):
        path.append(chosen[path[-1]])
    return [LABELS[i] for i in reversed(path)]


def spans(forms, labels):
    """(first, end, kind) of the names, without a leading "the"; facilities are places, too."""
    out, start = [], None
    for i, label in enumerate(labels + ["O"]):
        if start is not None and not label.startswith("I-"):
            kind = labels[start][2:]
            if forms[start].lower() == "the" and i - start > 1:
                start += 1
            out.append((start, i, "Place" if kind in PLACE else kind))
            start = None
        if label.startswith("B-"):
            start = i
    return set(out)


def one_label(bits):
    """The annotation as a single label, the first that it allows."""
    return LABELS[next(i for i in range(len(LABELS)) if bits >> i & 1)]


SCORED = ["Person", "Organization", "Place"]


def score(models, features, style, documents, kinds):
    """Prints precision, recall and F1 of exact names, by kind; "names" are the first three kinds together."""
    sentences = [s for document in documents for s in document]
    counts = {kind: [0, 0, 0] for kind in kinds}  # right, predicted, gold
    for s, probabilities in zip(sentences, by_sentence(models, features, style, documents)):
        gold = spans(s.forms, [one_label(b) for b in s.bits])
        found = spans(s.forms, decode(probabilities))
        for kind in kinds:
            a, b = {x for x in found if x[2] == kind}, {x for x in gold if x[2] == kind}
            for k, n in enumerate((len(a & b), len(a), len(b))):
                counts[kind][k] += n
    counts = {"names": [sum(counts[kind][k] for kind in SCORED) for k in range(3)], **counts}
    parts = []
    for kind, (right, predicted, wanted) in counts.items():
        precision, recall = right / max(predicted, 1), right / max(wanted, 1)
        f = 2 * precision * recall / max(precision + recall, 1e-9)
        parts.append(f"{kind} {100 * f:.1f} (P {100 * precision:.1f} R {100 * recall:.1f}, {wanted})")
    print(f"  {style}: " + ", ".join(parts), flush=True)


def read_dev(names):
    names = Path(names)
    return {"news": read_news(names / "newswire/dev"), "UNER": read_uner(names / "UNER_English-EWT/en_ewt-ud-dev.iob2")}


def score_both(models, features, dev):
    score(models, features, "news", dev["news"], SCORED + ["People", "Product", "Misc"])
    score(models, features, "UNER", dev["UNER"], SCORED)


LONG = 25
"""Letters of a sentence that can't stand in two documents by chance."""


def bare(forms):
    """A sentence as its letters and digits: corpora differ in spaces and punctuation."""
    return "".join(c for form in forms for c in form.lower() if c.isalnum())


def left_out(rows, folder):
    """Which sentences stand in a folder of annotated documents: the short ones as a sentence, the long ones anywhere."""
    documents = read_news(folder)
    sentences = {bare(s.forms) for document in documents for s in document}
    text = "\n".join("".join(bare(s.forms) for s in document) for document in documents)
    keys = [bare(row["forms"]) for row in rows]
    return [key != "" and (key in sentences or len(key) >= LONG and key in text) for key in keys]


def label(args):
    models, features = [Model.load(path) for path in args.model], Features()
    rows = [json.loads(line) for line in open(args.words, encoding="utf-8")]
    if args.without:
        out = left_out(rows, args.without)
        print(f"{sum(out)} of {len(rows)} sentences left out: they stand in {args.without}")
        rows = [row for row, hidden in zip(rows, out) if not hidden]
    kept = [row for row in rows if row["forms"]]
    start = time.time()
    found = by_sentence(models, features, "news", [[Sentence(row["forms"]) for row in kept]])
    for row in rows:
        row["labels"] = []
    for row, probabilities in zip(kept, found):
        row["labels"] = likely(probabilities, LABELS)
    with open(args.out, "w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(f"{len(rows)} sentences, {sum(len(row['forms']) for row in rows)} words, {time.time() - start:.0f} s")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=2)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("train")
    command.add_argument("--names", required=True, help="the folder of the corpora")
    command.add_argument("--model", required=True)
    command.add_argument("--start", help="a model to train on, instead of the pretrained encoder")
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--epochs", type=int, default=4)
    command.add_argument("--share", type=float, default=1.0, help="share of the documents in an epoch")
    command.add_argument("--words", type=int, default=2200, help="words in a batch")
    command.add_argument("--encoder-rate", type=float, default=2e-4)
    command.add_argument("--head-rate", type=float, default=1e-3)
    command.add_argument("--layer-decay", type=float, default=0.9)
    command.add_argument("--recase", type=float, default=0.12, help="share of the sentences that are re-cased")
    command = commands.add_parser("score")
    command.add_argument("--names", required=True)
    command.add_argument("--model", nargs="+", required=True)
    command = commands.add_parser("label")
    command.add_argument("--model", nargs="+", required=True)
    command.add_argument("--words", required=True)
    command.add_argument("--out", required=True)
    command.add_argument("--without", help="a folder of documents whose sentences are left out")
    args = parser.parse_args()
    keep_memory()
    torch.set_num_threads(args.threads)
    if args.command == "train":
        train(args)
    elif args.command == "score":
        score_both([Model.load(path) for path in args.model], Features(), read_dev(args.names))
    else:
        label(args)


if __name__ == "__main__":
    main()
