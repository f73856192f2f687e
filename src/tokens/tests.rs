//! Whole texts: words, sentences, and what holds for any text.

use std::time::Instant;

use proptest::prelude::*;

use super::*;

/// Sentences on lines; tokens set apart by blanks, the words of one token by "|".
fn show(text: &str) -> String {
    let tokens = tokenize(text, &Article::plain(text));
    let mut shown = String::new();
    for sentence in &tokens.sentences {
        for at in sentence.words.clone() {
            let word = tokens.words[at];
            if at > sentence.words.start {
                shown.push(if tokens.words[at - 1].token == word.token { '|' } else { ' ' });
            } else if at > 0 {
                shown.push('\n');
            }
            shown.push_str(word.span.of(text));
        }
    }
    shown
}

#[test]
fn words() {
    let cases = [
        ("SEOUL, Oct. 31 (Agency) — It fell.", "SEOUL , Oct. 31 ( Agency ) —\nIt fell ."),
        ("U.S. President Lee", "U.S. President Lee"),
        ("the U.S.-led talks", "the U.S. - led talks"),
        ("Mr. Im Chon Il", "Mr. Im Chon Il"),
        ("No. 5 of No.", "No. 5 of No ."),
        ("$1.5m and US$940, 50%", "$ 1.5 m and US$ 940 , 50 %"),
        ("7:10 a.m. local time (2210 GMT)", "7:10 a.m. local time ( 2210 GMT )"),
        ("7pm, 7:30pm, 10km", "7 pm , 7:30 pm , 10 km"),
        ("North Korea’s and Kim's", "North Korea|’s and Kim|'s"),
        ("I don’t, can't, cannot", "I do|n’t , ca|n't , can|not"),
        ("rock 'n' roll", "rock 'n' roll"),
        ("the respondents' answers", "the respondents|' answers"),
        ("the 'old respondents' answers", "the ' old respondents ' answers"),
        ("Well… so...", "Well … so ..."),
        ("word—word and word--word", "word — word and word -- word"),
        ("by e-mail, co-operate, pre-war", "by e-mail , co-operate , pre-war"),
        ("a long-range F-16, COVID-19", "a long - range F - 16 , COVID - 19"),
        ("UN-backed, US-led, non-UN", "UN - backed , US - led , non-UN"),
        ("see https://x.y/z?q=1, ok", "see https://x.y/z?q=1 , ok"),
        ("@user on #tag, #1", "@user on #tag , # 1"),
        ("won 2-1 in the 1990s and '90s", "won 2 - 1 in the 1990s and '90s"),
        ("9/11, and/or, AT&T", "9/11 , and / or , AT&T"),
        ("1,200.5 or 1,200,000", "1,200.5 or 1,200,000"),
        ("“quoted,” he said", "“ quoted , ” he said"),
        ("\"It's 'fine,'\" he said", "\" It|'s ' fine , ' \" he said"),
        ("Acme Inc., Ltd.", "Acme Inc. , Ltd."),
        ("I'm, they'd've, d'you", "I|'m , they|'d|'ve , d'|you"),
        ("’tis gonna", "’t|is gon|na"),
        ("GOOD :) ok", "GOOD :) ok"),
        ("ask kim.lee@example.org.", "ask kim.lee@example.org ."),
        ("John F. Kennedy and plan B.", "John F. Kennedy and plan B ."),
        ("15-year-old", "15 - year - old"),
        ("713-555-0142", "713-555-0142"),
        ("North Korea (DPRK)'s", "North Korea ( DPRK ) 's"),
        ("Kim Jong-un", "Kim Jong - un"),
        ("th- the", "th- the"),
        ("end.Next", "end .\nNext"),
    ];
    for (text, expected) in cases {
        assert_eq!(show(text), expected);
    }
}

#[test]
fn sentences() {
    // "/" stands where one sentence ends and the next begins.
    let cases = [
        "It fell. / It rose.",
        "He met U.S. President Lee in the U.S. / The talks failed.",
        "Gen. Park met Sen. Lee at 7:10 a.m. local time.",
        "Acme Inc. reported. / It grew at Acme Inc. / The rest did not.",
        "\"It fell.\" / \"It rose,\" he said.",
        "\"Did it?\" he asked.",
        "“It fell.” / He left.",
        "(It fell.) / Then it rose.",
        "See No. 5. / It is there.",
        "John F. Kennedy spoke.",
        "It cost $1.5 million. / Why? / No one knows!",
        "It grew by 1.5. / Then it fell.",
        "It fell in 1971. [1] / It rose. [2] [3] / He left.",
        "PM Modi wrote a letter to VP Harris.",
        "The officer (UNO) Sohel Kabir said so.",
        "Lee v. Park was heard on Oct. 31 by Judge Kim.",
    ];
    for case in cases {
        let text = case.replace(" / ", " ");
        let tokens = tokenize(&text, &Article::plain(&text));
        let shown: Vec<&str> = tokens.sentences.iter().map(|s| s.span.of(&text)).collect();
        assert_eq!(shown.join(" / "), case);
    }
}

#[test]
fn lines_inside_a_zone() {
    let text =
        "Talks fail\nThe two sides, which had been meeting for a week in the capital, could not\nagree.";
    let tokens = tokenize(text, &Article::plain(text));
    assert_eq!(tokens.sentences.len(), 2);
    assert_eq!(show("They want:\n- food\n- fuel"), "They want :\n- food\n- fuel");
}

#[test]
fn norms() {
    let text = "Don`t “SAY” co\u{AD}operate’s \u{200B}X ‘q’";
    let tokens = tokenize(text, &Article::plain(text));
    let norms: Vec<&str> = (0..tokens.words.len()).map(|word| tokens.norm(word)).collect();
    assert_eq!(norms, ["do", "n't", "\"", "say", "\"", "cooperate", "'s", "x", "'", "q", "'"]);
}

/// All that holds for any text.
fn check(text: &str) {
    let article = Article::plain(text);
    let tokens = tokenize(text, &article);
    let mut at = 0;
    let mut token = 0;
    for word in &tokens.words {
        let (start, end) = (word.span.start as usize, word.span.end as usize);
        assert!(start >= at && end > start, "order of {word:?}");
        assert!(text[at..start].chars().all(char::is_whitespace), "left out: {:?}", &text[at..start]);
        assert!(!text[start..end].contains(char::is_whitespace));
        assert!(word.token == token || word.token == token + 1);
        let space = text[end..].chars().next().is_none_or(char::is_whitespace);
        assert_eq!(word.space_after, space, "{:?}", &text[start..end]);
        (at, token) = (end, word.token);
    }
    assert!(text[at..].chars().all(char::is_whitespace), "left out: {:?}", &text[at..]);
    let mut next = 0;
    for sentence in &tokens.sentences {
        assert_eq!(sentence.words.start, next);
        assert!(sentence.words.end > next);
        next = sentence.words.end;
        let last = tokens.words[next - 1].span;
        assert_eq!(sentence.span, tokens.words[sentence.words.start].span.to(last));
        assert!(article.zones.iter().any(|zone| zone.span.contains(sentence.span)));
    }
    assert_eq!(next, tokens.words.len());
}

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn texts_of_likely_pieces(pieces in prop::collection::vec(prop::sample::select(&[
        "a", "B", "the", "Mr", "U", "S", "s", "t", "n", "5", "2020", "co", "Inc", "don", "http://", "www.", "com", "@", ".", "..",
        ",", ":", "/", "-", "—", "'", "’", "‘", "\"", "“", "”", "(", ")", "[", "]", "#", "$", "&", "%", "*", "!", "?", "…", " ", " ",
        "\n", "\n\n", "\u{301}", "\u{200D}", "\u{AD}", "👩", "🏽", "🇰🇵", "東京", "\0", "\u{85}", "km", "can", "not", "é", ":)", "İ", "ß",
    ][..]), 0..40)) {
        check(&pieces.concat());
    }
}

#[test]
fn long_texts_take_time_in_proportion() {
    let pieces = [
        "a", ".", "\"", "'", "(", "😀", "-", "a.", "a-", "a'", "a@", "www.", "http://)", "etc. ", "[1]",
        "x.(", "1,", "1/", "é", "\u{301}", "U.S.\"", "a.b", "?\"", ":)", "\n", "a\n", "- \n",
    ];
    for piece in pieces {
        let text = piece.repeat(1_000_000 / piece.len());
        let begin = Instant::now();
        check(&text);
        // A tenth of a second is usual; a quadratic walk would take minutes.
        assert!(begin.elapsed().as_secs() < 8, "{piece:?} took {:?}", begin.elapsed());
    }
}
