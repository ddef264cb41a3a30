//! Standfirsts: what is one, and what only describes the page.

use super::*;

#[test]
fn a_description_that_another_one_goes_on_is_not_the_standfirst() {
    let head = "<meta property=og:description content='Nobody in the harbour was afraid of winter storms once the town'>\
                <meta name=description content='Nobody in the harbour was afraid of winter storms once the town had built its wall.'>";
    let top = "<h1>The wall of Ness stands again</h1>";
    let whole = "Nobody in the harbour was afraid of winter storms once the town had built its wall.";
    check(Field::Standfirst, &page(head, top, ""), Some(whole));
}

#[test]
fn a_text_that_is_called_a_standfirst_is_one_and_stays_in_the_body() {
    let dek = "After ten years of quarrels the council of Ness has voted for a new wall.";
    let with = |class: &str, more: &str| {
        page("", &format!("<h1>The wall of Ness stands again</h1><div class='{class}'><p>{dek}</p>{more}</div>"), "")
    };
    for class in ["story-lead", "article__intro", "js-perex", "standfirst"] {
        check(Field::Standfirst, &with(class, ""), Some(dek));
        assert!(extract(&with(class, "")).article.text.starts_with(dek), "{class}");
    }
    // What holds more of the article is its body, whatever it is called.
    let more = "<p>That year the town built a wall, and the ships that came from the north were safe behind it.</p>";
    check(Field::Standfirst, &with("lead", more), None);
    check(Field::Standfirst, &with("leader", more), None);
}

#[test]
fn summaries_lose_their_prompts() {
    let standfirst = |stated: &str, expected: Option<&str>| {
        let head = format!("<meta property=og:description content='{stated}'>");
        check(Field::Standfirst, &page(&head, "<h1>The wall stands</h1>", ""), expected);
    };
    let summary = "Nine weeks after the storm the harbour of Ness is open again, and the ferries are back.";
    standfirst(&format!("{summary} Read More »"), Some(summary));
    standfirst(&format!("{summary} Continue reading..."), Some(summary));
    standfirst(
        "In winter the sailors of Ness write less and read more.",
        Some("In winter the sailors of Ness write less and read more."),
    );
    // The beginning of the body, cut short, is no summary, whatever stands behind it.
    standfirst("That year the town built a wall, and the ships that came from the… weiter lesen", None);
    standfirst("✓ Tides ✓ Ferries ✓ All that you need to know of the harbour of Ness", None);
}

#[test]
fn what_is_written_for_engines_is_no_standfirst() {
    let standfirst = |stated: &str, top: &str, expected: Option<&str>| {
        let head = format!(
            "<link rel=canonical href=https://www.ness.example/wall><meta property=og:description content='{stated}'>"
        );
        let top = format!("<h1>The wall of Ness stands again</h1>{top}");
        check(Field::Standfirst, &page(&head, &top, ""), expected);
    };
    let summary = "Nine weeks after the storm the harbour is open again, and all the ferries are back.";
    standfirst(&format!("{summary} Read more on ness.example"), "", Some(summary));
    standfirst("Our view of the harbour and of many more towns on ness.example", "", None);
    standfirst("NESS (QPA) -- Nine weeks after the storm the harbour is open again.", "", None);
    standfirst("Written by Quay Staff", "", None);
    let slogan = "<meta name=description content='Cheap caravans, cottages and bungalows for families'>";
    check(Field::Standfirst, &page(slogan, "<h1>The wall of Ness stands again</h1>", ""), None);
    standfirst("That year the town built a wall, and the ships that came from the… - Ness Tidings", "", None);
    // What is cut off in the description may be shown in full.
    let shown = format!("<p class=x>{summary}</p>");
    standfirst("Nine weeks after the storm the harbour is open again, and…", &shown, Some(summary));
}
