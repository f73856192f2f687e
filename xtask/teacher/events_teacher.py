"""The teacher of events: the encoder of teacher.py, fine-tuned to find the words of a news article that tell an event, and its type.

It is used offline only: its soft predictions are what the network in the browser learns events from.

    events_teacher.py train --words IN.jsonl --model OUT.pt --fold K [--folds N] [--seed N] [--epochs N]
    events_teacher.py score --words IN.jsonl --model A.pt [B.pt …] [--apart DIR]
    events_teacher.py label --words IN.jsonl --model A.pt [B.pt …] --out OUT.jsonl

Cross-validation by newspaper: a model of fold K of N learns from the gold documents of all papers but those of fold K. A gold document is
labelled by the models that have not seen its paper, any other by the mean of all models. So also the soft labels of gold documents are those
of an unseen document: where they differ from gold, they say what is hard to tell, and not what was learnt by heart.
"""

import argparse
import json
import random
import time
from pathlib import Path

from teacher import SHAPES, Dropout, Layer, batches, encoder_folder, keep_memory, padded, parameter_groups
from names_teacher import AFFIX2, AFFIX3, CasedEncoder, Features

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

CHUNK = 270
"""Words that are read together, about: whole sentences of one document up to here, the headline before them."""

KEPT, LEAST = 5, 0.01
"""A word's soft label has at most so many types, each at least so likely."""


# --- documents ---


class Sentence:
    """The words of a sentence. `learnt` has (word, types), [] for none; `asked` the words that may tell an event."""

    def __init__(self, row, number, gold):
        self.forms, self.number = row["forms"], number
        self.asked = [w for w, may in enumerate(row["may"]) if may]
        labels = row["labels"] if gold else []
        self.types = {w: types for w, types in enumerate(labels) if types}
        self.learnt = sorted(set(self.asked) | set(self.types))


class Document:
    def __init__(self, row, number):
        self.name, self.part = row["doc"], row["part"]
        self.paper = self.name.rpartition("_")[0]
        gold = [[[number[t] for t in types] for types in s["labels"]] for s in row["sentences"]]
        rows = [dict(s, labels=labels) for s, labels in zip(row["sentences"], gold)]
        self.sentences = [Sentence(s, i, self.part != "news") for i, s in enumerate(rows) if s["telling"] and s["forms"]]


def read_documents(path):
    """(the names of the types, the documents)"""
    rows = [json.loads(line) for line in open(path, encoding="utf-8")]
    types = rows[0]["types"]
    number = {name: i for i, name in enumerate(types)}
    return types, [Document(row, number) for row in rows]


def fold_of(documents, folds):
    """The fold of each paper that has gold documents."""
    papers = sorted({d.paper for d in documents if d.part == "gold"})
    return {paper: i % folds for i, paper in enumerate(papers)}


class Chunk:
    """Neighbouring sentences of a document, read together. The first `context` of them are only read."""

    style = 0

    def __init__(self, sentences, context):
        self.sentences, self.context, self.cases = sentences, context, [0] * len(sentences)
        self.forms = [form for s in sentences for form in s.forms]

    def own(self):
        """(place of its first word in the chunk, sentence) of the sentences that are not only read."""
        place = 0
        for i, s in enumerate(self.sentences):
            if i >= self.context:
                yield place, s
            place += len(s.forms)


def chunks(document, words=lambda: CHUNK):
    """The sentences of a document in groups of at most about `words()` words; the headline stands before each."""
    out, group, count, limit = [], [], 0, words()
    head = document.sentences[:1]
    for s in document.sentences:
        if group and count + len(s.forms) > limit:
            out.append(group)
            group, count, limit = [], len(head[0].forms), words()
        group.append(s)
        count += len(s.forms)
    out += [group] if group else []
    return [Chunk(group, 0) if i == 0 else Chunk(head + group, 1) for i, group in enumerate(out)]


# --- model ---


class LongLayer(Layer):
    """A layer of BERT whose attention makes fewer copies: they count at the length of a chunk."""

    def forward(self, x, mask):
        b, n, width = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, -1).permute(2, 0, 3, 1, 4).reshape(3, b * self.heads, n, -1)
        mask = mask.expand(b, self.heads, n, n).reshape(-1, n, n)
        y = torch.baddbmm(mask, q * q.shape[-1] ** -0.5, k.transpose(1, 2)).softmax(-1) @ v
        x = self.norm1(x + self.drop(self.out(y.view(b, self.heads, n, -1).transpose(1, 2).reshape(b, n, width))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class LongEncoder(CasedEncoder):
    def __init__(self, config, dropout):
        super().__init__(config, dropout)
        sizes = config["hidden_size"], config["num_attention_heads"], config["intermediate_size"], dropout
        self.layers = nn.ModuleList(LongLayer(*sizes) for _ in self.layers)


class Model(nn.Module):
    def __init__(self, config, classes, lstm=0, encoder_dropout=0.1, dropout=0.33):
        super().__init__()
        self.config, self.classes, self.lstm = config, classes, lstm
        width = config["hidden_size"]
        self.encoder = LongEncoder(config, encoder_dropout)
        self.case = nn.Embedding(SHAPES, width)
        nn.init.zeros_(self.case.weight)
        self.mix = nn.Parameter(torch.zeros(config["num_hidden_layers"] + 1))
        self.suffix2, self.suffix3, self.prefix3 = nn.Embedding(AFFIX2, 32), nn.Embedding(AFFIX3, 48), nn.Embedding(AFFIX3, 48)
        self.shape = nn.Embedding(SHAPES, 32)
        self.drop = Dropout(dropout)
        into = 2 * width + 160
        if lstm:
            self.forward_lstm = nn.LSTM(into, lstm, batch_first=True)
            self.backward_lstm = nn.LSTM(into, lstm, batch_first=True)
        self.inner, self.out = nn.Linear(into + 2 * lstm, 384), nn.Linear(384, classes)
        self.out.bias.data[0] += 5  # most words tell none

    def forward(self, batch):
        """Scores of the classes of each word: none, then the types."""
        (ids, cased, first, last, suffix2, suffix3, prefix3, shapes), pieces, words, _ = batch
        with torch.autocast("cpu", torch.bfloat16):
            layers = self.encoder(ids, pieces, self.case(cased))
        mixed = sum(w * layer.float() for w, layer in zip(self.mix.softmax(0), layers))

        def at(places):
            return mixed.gather(1, places[:, :, None].expand(-1, -1, mixed.shape[2]))

        n = first.shape[1]
        features = [self.suffix2(suffix2), self.suffix3(suffix3), self.prefix3(prefix3), self.shape(shapes)]
        x = self.drop(torch.cat([at(first), at(last), *features], -1))
        with torch.autocast("cpu", torch.bfloat16):
            if self.lstm:
                # reversed in place, padding stays behind: so the backward LSTM never reads it
                place = torch.arange(n)
                back = torch.where(place < words[:, None], words[:, None] - 1 - place, place)[:, :, None]
                forward = self.forward_lstm(x)[0]
                backward = self.backward_lstm(x.gather(1, back.expand_as(x)))[0]
                backward = backward.gather(1, back.expand_as(backward))
                x = torch.cat([x, self.drop(forward.float()), self.drop(backward.float())], -1)
            return self.out(self.drop(F.leaky_relu(self.inner(x), 0.1))).float()

    @staticmethod
    def load(path):
        state = torch.load(path, weights_only=True)
        model = Model(state["config"], state["classes"], state["lstm"])
        model.load_state_dict(state["weights"])
        model.fold, model.folds = state["fold"], state["folds"]
        return model.eval()

    def save(self, path, fold, folds):
        state = {"config": self.config, "classes": self.classes, "lstm": self.lstm, "fold": fold, "folds": folds, "weights": self.state_dict()}
        torch.save(state, path)


# --- training ---


def loss_of(model, batch, group, none_weight):
    """Cross-entropy with the types of the words that may tell an event; a word of two types counts half for each."""
    scores = model(batch)
    rows, places, targets = [], [], []
    for row, chunk in enumerate(group):
        for place, s in chunk.own():
            for w in s.learnt:
                rows.append(row)
                places.append(place + w)
                targets.append(s.types.get(w) or [-1])
    scores = scores[torch.tensor(rows), torch.tensor(places)]
    pairs = [(i, 1 + t, 1 / len(types)) for i, types in enumerate(targets) for t in types]
    wanted = torch.zeros_like(scores)
    wanted[[i for i, _, _ in pairs], [t for _, t, _ in pairs]] = torch.tensor([share for _, _, share in pairs])
    weight = torch.tensor([none_weight if types == [-1] else 1.0 for types in targets])
    return (F.cross_entropy(scores, wanted, reduction="none") * weight).sum() / len(weight)


def epoch_chunks(documents, shuffle, recase):
    """The documents of an epoch cut anew, some sentences re-cased (headlines)."""
    out = [chunk for d in documents for chunk in chunks(d, lambda: shuffle.randint(CHUNK // 2, CHUNK + CHUNK // 4))]
    for chunk in out:
        chunk.cases = [shuffle.choice([1, 2]) if shuffle.random() < recase else 0 for _ in chunk.sentences]
    return out


def train(args):
    random.seed(args.seed)
    torch.manual_seed(args.seed)
    shuffle = random.Random(args.seed)
    types, documents = read_documents(args.words)
    fold = fold_of(documents, args.folds)
    gold = [d for d in documents if d.part == "gold"]
    learnt, unseen = [d for d in gold if fold[d.paper] != args.fold], [d for d in gold if fold[d.paper] == args.fold]
    dev = [d for d in documents if d.part == "dev"]
    print(f"fold {args.fold}: {len(learnt)} documents to learn from, {len(unseen)} unseen", flush=True)
    features = Features()
    folder = encoder_folder()
    if args.start:
        model = Model.load(args.start)
        assert (model.fold, model.folds) == (args.fold, args.folds), "a model of another fold: it has learnt from the unseen documents"
    else:
        model = Model(json.loads((folder / "config.json").read_text()), 1 + len(types), args.lstm)
        model.encoder.load_pretrained(load_file(folder / "model.safetensors"))
    optimizer = torch.optim.AdamW(parameter_groups(model, args.encoder_rate, args.head_rate, args.layer_decay), betas=(0.9, 0.98), fused=True)
    per_epoch = len(batches(epoch_chunks(learnt, random.Random(0), 0), args.batch, random.Random(0)))
    steps = args.epochs * per_epoch
    warm = max(1, per_epoch // (8 if args.start else 2))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda i: min((i + 1) / warm, max(0.0, (steps - i) / (steps - warm))))

    for epoch in range(1, args.epochs + 1):
        start, total, done = time.time(), 0.0, 0
        model.train()
        taken = epoch_chunks(learnt, shuffle, args.recase)
        for numbers in batches(taken, args.batch, shuffle):
            group = [taken[i] for i in numbers]
            loss = loss_of(model, features.batch(group), group, args.none_weight)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            total, done = total + loss.item(), done + 1
            if done % 20 == 0:
                print(f"  {done}/{per_epoch} loss {total / done:.4f} {time.time() - start:.0f} s", flush=True)
        print(f"epoch {epoch}: loss {total / done:.4f}, {time.time() - start:.0f} s", flush=True)
        model.save(args.model, args.fold, args.folds)
        if epoch == args.epochs or epoch % args.score_each == 0:
            model.eval()
            found = predict([model], features, unseen + dev)
            best = thresholds(unseen, found)
            report("unseen", unseen, found, best)
            report("dev", dev, found, best)


# --- prediction ---


@torch.no_grad()
def predict(models, features, documents, words=4000):
    """{document: {(sentence, word): probabilities}} of all words that are asked for, none first."""
    pieces = [(d.name, chunk) for d in documents for chunk in chunks(d)]
    found = {d.name: {} for d in documents}
    for numbers in filter(None, batches([chunk for _, chunk in pieces], words)):
        batch = features.batch([pieces[i][1] for i in numbers])
        mean = sum(model(batch).softmax(-1) for model in models) / len(models)
        for k, i in enumerate(numbers):
            name, chunk = pieces[i]
            for place, s in chunk.own():
                for w in s.asked:
                    found[name][s.number, w] = mean[k, place + w]
    return found


def cross_predict(models, features, documents):
    """As `predict`, each gold document by the models that didn't learn from its paper."""
    fold = fold_of(documents, models[0].folds)
    assert {m.folds for m in models} == {models[0].folds}, "models of other folds"
    found = predict(models, features, [d for d in documents if d.part != "gold"])
    for k in range(models[0].folds):
        unseen = [d for d in documents if d.part == "gold" and fold[d.paper] == k]
        if not unseen:
            continue
        apart = [m for m in models if m.fold == k]
        assert apart, f"no model for fold {k}"
        found.update(predict(apart, features, unseen))
    return found


def mentions(documents, found):
    """(how likely it tells an event, how likely one of the likeliest type, that type, gold types) of all words that are asked for."""
    out = []
    for d in documents:
        for s in d.sentences:
            for w in s.asked:
                row = found[d.name][s.number, w]
                likely, best = row[1:].max(0)
                out.append((1 - row[0].item(), likely.item(), best.item(), s.types.get(w, [])))
    return out


class Quality:
    """Right, found and gold mentions."""

    def __init__(self, right, found, gold):
        self.f1 = 200 * right / max(found + gold, 1)
        self.precision, self.recall = 100 * right / max(found, 1), 100 * right / max(gold, 1)

    def __str__(self):
        return f"{self.f1:.2f} (P {self.precision:.1f} R {self.recall:.1f})"


def typed(rows, least):
    """Of words with their type; the likeliest type counts, where it is likely enough."""
    taken = [best in types for _, likely, best, types in rows if likely > least]
    return Quality(sum(taken), len(taken), sum(len(types) for *_, types in rows))


def untyped(rows, least):
    """Of words that tell any event."""
    taken = [types != [] for event, _, _, types in rows if event > least]
    return Quality(sum(taken), len(taken), sum(types != [] for *_, types in rows))


def thresholds(documents, found):
    """How likely a type, and how likely any event has to be, for the best F1."""
    rows = mentions(documents, found)
    return [max((i / 50 for i in range(5, 46)), key=lambda least: count(rows, least).f1) for count in (typed, untyped)]


def report(name, documents, found, least):
    rows = mentions(documents, found)
    types, words = typed(rows, least[0]), untyped(rows, least[1])
    print(f"  {name}: word and type {types} above {least[0]:.2f}, word {words} above {least[1]:.2f}, {sum(len(r[-1]) for r in rows)} gold", flush=True)


def score(models, features, documents, apart):
    documents = [d for d in documents if d.part != "news"]
    found = cross_predict(models, features, documents)
    gold = [d for d in documents if d.part == "gold"]
    least = thresholds(gold, found)
    parts = {"gold, unseen": gold, "dev": [d for d in documents if d.part == "dev"]}
    if apart:
        names = {path.stem for path in Path(apart).iterdir()}
        parts["gold, unseen, in " + apart] = [d for d in gold if d.name in names]
    for name, part in parts.items():
        report(f"{name}: {len(part)} documents", part, found, least)


def label(models, features, documents, path):
    start = time.time()
    found = cross_predict(models, features, documents)
    with open(path, "w", encoding="utf-8") as out:
        for d in documents:
            words = [[s, w, soft(row)] for (s, w), row in sorted(found[d.name].items())]
            out.write(json.dumps({"doc": d.name, "words": words}, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(f"{len(documents)} documents, {sum(map(len, found.values()))} words, {time.time() - start:.0f} s")


def soft(row):
    """The likeliest classes as [number of the type or -1, probability], renormalised."""
    values, classes = row.topk(KEPT)
    kept = [(c - 1, p) for c, p in zip(classes.tolist(), values.tolist()) if p > LEAST]
    total = sum(p for _, p in kept)
    return [[t, round(p / total, 3)] for t, p in kept]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=2)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("train")
    command.add_argument("--words", required=True, help="the documents, one a line")
    command.add_argument("--model", required=True)
    command.add_argument("--fold", type=int, required=True, help="the fold that is not learnt from")
    command.add_argument("--folds", type=int, default=3)
    command.add_argument("--start", help="a model of the same fold to train on, instead of the pretrained encoder")
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--epochs", type=int, default=4)
    command.add_argument("--batch", type=int, default=1200, help="words in a batch")
    command.add_argument("--lstm", type=int, default=0, help="width of the BiLSTM, 0 for none")
    command.add_argument("--none-weight", type=float, default=1.0, help="how much a word without an event counts")
    command.add_argument("--encoder-rate", type=float, default=2e-4)
    command.add_argument("--head-rate", type=float, default=1e-3)
    command.add_argument("--layer-decay", type=float, default=0.9)
    command.add_argument("--recase", type=float, default=0.1, help="share of the sentences that are re-cased")
    command.add_argument("--score-each", type=int, default=2, help="epochs between two scores")
    for name in ("score", "label"):
        command = commands.add_parser(name)
        command.add_argument("--words", required=True)
        command.add_argument("--model", nargs="+", required=True)
        if name == "score":
            command.add_argument("--apart", help="a folder of files named as the documents that are also scored apart")
        else:
            command.add_argument("--out", required=True)
    args = parser.parse_args()
    keep_memory()
    torch.set_num_threads(args.threads)
    if args.command == "train":
        train(args)
        return
    models = [Model.load(path) for path in args.model]
    documents = read_documents(args.words)[1]
    if args.command == "score":
        score(models, Features(), documents, args.apart)
    else:
        label(models, Features(), documents, args.out)


if __name__ == "__main__":
    main()
