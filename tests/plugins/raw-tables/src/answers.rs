//! A source whose table is sound, and whose answers are what its options say.

use copydesk_abi::raw::{Answer, Callback, RawSource};
use serde_json::{Value, json};

/// Options are a table whose keys are callbacks and whose values say what they answer: `{"json": …}` or
/// `{"text": "…"}` with a `status` (0 where it is not given), `"null"`, `"absurd"` or `"null_handle"`.
pub struct BadAnswers;

impl RawSource for BadAnswers {
    fn answer(callback: Callback, options: &str, _: &[u8]) -> Answer {
        let options: Value = serde_json::from_str(options).unwrap_or_default();
        let name = match callback {
            Callback::Create => "create",
            Callback::Describe => "describe",
            Callback::Recognise => "recognise",
            Callback::Amend => "amend",
            Callback::Destroy => "destroy",
        };
        match options.get(name) {
            None => sound(callback),
            Some(wanted) => as_wanted(wanted),
        }
    }
}

fn sound(callback: Callback) -> Answer {
    let answer = match callback {
        Callback::Create | Callback::Destroy => return Answer::Null(0, 0),
        Callback::Describe => {
            json!({"name": "bad_answers", "title": "", "version": "", "hosts": [], "languages": [], "selectors": []})
        }
        Callback::Recognise => json!({"score": 0.0, "evidence": []}),
        Callback::Amend => json!({"amendments": []}),
    };
    Answer::Bytes(0, answer.to_string().into_bytes())
}

fn as_wanted(wanted: &Value) -> Answer {
    match wanted.as_str() {
        Some("null_handle") => return Answer::NullHandle,
        Some("null") => return Answer::Null(0, 4096),
        Some("absurd") => return Answer::Absurd(0, usize::MAX / 2),
        _ => {}
    }
    let status = wanted.get("status").and_then(Value::as_i64).and_then(|status| i32::try_from(status).ok());
    let text = match (wanted.get("json"), wanted.get("text").and_then(Value::as_str)) {
        (Some(json), _) => json.to_string(),
        (None, text) => text.unwrap_or_default().to_owned(),
    };
    Answer::Bytes(status.unwrap_or_default(), text.into_bytes())
}
