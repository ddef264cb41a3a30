//! The model that is built in: it can be read, and it says what its trainer says.

use copydesk_core::Origin;
use copydesk_generic::features::{COUNT, OUTLINE_COUNT};
use copydesk_generic::model::{ModelError, PageModel};
use copydesk_generic::{LearnedJudge, learned};
use copydesk_html::{HtmlDocument, Limits};

const MODEL: &[u8] = include_bytes!("../model/page.model");
/// Rows of features, each followed by the score that the trainer's own library gave it.
const SCORES: &[u8] = include_bytes!("../model/page.scores");
/// The most bytes that the model may add to the binary.
const MAX_BYTES: usize = 2 << 20;

#[test]
fn scores_are_the_trainers() {
    let judge = LearnedJudge::built_in();
    let size = COUNT * 4 + 8;
    assert!(SCORES.len() >= 10 * size && SCORES.len().is_multiple_of(size), "{} bytes", SCORES.len());
    let (mut rows, mut scores) = (Vec::new(), Vec::new());
    for sample in SCORES.chunks_exact(size) {
        let (values, score) = sample.split_at(COUNT * 4);
        rows.extend(values.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)));
        scores.push(f64::from_le_bytes(score.try_into().expect("a score has eight bytes")));
    }
    let first = &judge.model().first;
    // As the trainer adds them up, and as pages are judged: many rows side by side, in single precision at the end.
    let abreast = first.margins(&rows, COUNT);
    for ((row, margin), score) in rows.chunks_exact(COUNT).zip(abreast).zip(scores) {
        let ours = first.sum(row);
        assert!((ours - score).abs() < 1e-6, "ours {ours}, the trainer's {score}");
        assert!((f64::from(margin) - score).abs() < 1e-6, "ours side by side {margin}, the trainer's {score}");
    }
}

#[test]
fn the_model_is_small_and_comes_back_as_it_is() {
    assert!(MODEL.len() < MAX_BYTES, "{} bytes", MODEL.len());
    let model = PageModel::from_bytes(MODEL).expect("the model was made for this build");
    assert_eq!(model.to_bytes(), MODEL);
}

#[test]
fn features_are_the_same_twice() {
    const PAGE: &str = "<html lang='en'><head><title>Ness rebuilds its wall</title></head><body><nav><a href='/'>Home</a></nav>\
        <article class='story'><h1>Ness rebuilds its wall</h1><p class='byline'>By Ann Hay</p>\
        <p>The council voted on Sunday to rebuild the harbour wall. Nine were for it. Four were not, and said so.</p>\
        <p>The work begins in May and takes two summers. The county pays a third of it. The rest is borrowed.</p></article>\
        <aside><ul><li><a href='/a'>A dog that barked</a></li><li><a href='/b'>A boat that sank</a></li></ul></aside></body></html>";
    let judge = LearnedJudge::built_in();
    let [first, second] = [(); 2].map(|()| {
        let document = HtmlDocument::read(PAGE.as_bytes(), None, Origin::default(), &Limits::default());
        let model = judge.model();
        let outline = learned::outline(&document, &model.lexicons);
        let sieved = model.sieved(&outline);
        let features = learned::features(&document, &model.lexicons, sieved);
        let rows: Vec<u32> = features.rows().iter().flatten().map(|value| value.to_bits()).collect();
        let outlines: Vec<u32> = outline.rows().iter().flatten().map(|value| value.to_bits()).collect();
        (features.open, rows, features.blocks, outlines)
    });
    assert_eq!(first.1.len(), first.0.len() * COUNT);
    assert_eq!(first.3.len(), first.2.len() * OUTLINE_COUNT);
    assert!(first.2.len() >= 7, "{} blocks", first.2.len());
    assert!((2..first.2.len()).contains(&first.0.len()), "{} blocks of {} are open", first.0.len(), first.2.len());
    assert_eq!(first, second);
}

#[test]
fn damaged_models_are_refused() {
    assert!(matches!(PageModel::from_bytes(b"<html>"), Err(ModelError::Magic { .. })));
    let mut other = MODEL.to_vec();
    other[4] ^= 1;
    assert!(matches!(PageModel::from_bytes(&other), Err(ModelError::Features { .. })));
    for end in [0, 3, 7, 11, MODEL.len() / 2, MODEL.len() - 1] {
        assert!(PageModel::from_bytes(&MODEL[..end]).is_err(), "cut at {end}");
    }
    assert!(PageModel::from_bytes(&[MODEL, b"x"].concat()).is_err());
}
