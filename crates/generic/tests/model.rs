//! The model that is built in: it can be read, and it says what its trainer says.

use copydesk_generic::LearnedJudge;
use copydesk_generic::features::COUNT;
use copydesk_generic::model::{ModelError, PageModel};

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
    for sample in SCORES.chunks_exact(size) {
        let (values, score) = sample.split_at(COUNT * 4);
        let row: Vec<f32> = values.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        let score = f64::from_le_bytes(score.try_into().expect("a score has eight bytes"));
        let ours = judge.model().first.sum(&row);
        assert!((ours - score).abs() < 1e-6, "ours {ours}, the trainer's {score}");
    }
}

#[test]
fn the_model_is_small_and_comes_back_as_it_is() {
    assert!(MODEL.len() < MAX_BYTES, "{} bytes", MODEL.len());
    let model = PageModel::from_bytes(MODEL).expect("the model was made for this build");
    assert_eq!(model.to_bytes(), MODEL);
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
