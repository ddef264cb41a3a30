//! Dates that elements of the body show, or hold in their attributes.

use std::ops::Range;

use copydesk_core::text::dates::{self, Order, Style};
use copydesk_core::{Field, Provenance};

use super::collect::Collector;
use super::visible::named;
use super::words::{Moment, moment, moment_behind, moment_of_names, names_date};
use super::{Context, text};
use crate::tree::{NodeId, Tag, TreeElement, Unread, marks};

/// The longest text with a date, in bytes.
const MAX_DATE: usize = 160;
/// How much of the text before a date is read for a label such as "Updated", in bytes.
const MAX_LABEL: usize = 48;
/// The most dates that one text shows.
const MAX_SHOWN: usize = 4;
/// The most classes that a key names.
const MAX_CLASSES: usize = 6;

/// Reads one element of the body. `tells` is whether its names may speak of a date.
pub(super) fn element(
    context: Context<'_>,
    node: NodeId,
    element: TreeElement<'_>,
    tells: bool,
    collector: &mut Collector,
) {
    if element.tag == Tag::Time {
        time(context, node, element, collector);
    } else {
        marked(context, node, element, tells, collector);
    }
}

fn time(context: Context<'_>, node: NodeId, element: TreeElement<'_>, collector: &mut Collector) {
    let datetime = element.attribute("datetime").filter(|value| is_value(value));
    let shown = text::short(context, node, MAX_DATE);
    let mut key = "time".to_owned();
    if element.attribute("pubdate").is_some() {
        key.push_str("[pubdate]");
    }
    if let Some(property) = element.attribute("itemprop") {
        key.extend(["[itemprop=", property, "]"]);
    }
    for class in element.classes().take(MAX_CLASSES) {
        key.extend([".", class]);
    }
    let names = [
        element.attribute("class").unwrap_or_default(),
        element.attribute("itemprop").unwrap_or_default(),
        element.attribute("id").unwrap_or_default(),
    ]
    .join(" ");
    let block = context.blocks.first_block(context.tree, node);
    let found = shown.as_deref().map_or_else(Vec::new, |shown| labelled(shown, context.style));
    let field = field(context, node, &names, of_all(shown.as_deref(), &found));
    if let Some(datetime) = datetime {
        let key = key.replacen("time", "time[datetime]", 1);
        collector.add(field, datetime, Provenance::Time, &key, block);
    }
    for (moment, range) in found {
        let value = shown.as_deref().and_then(|shown| shown.get(range)).unwrap_or_default();
        // Where both say the same, the one for machines is enough; but for the zone of a time that only readers are told.
        if datetime.is_none_or(|datetime| !is_same_day(datetime, value) || tells_zone(datetime, value)) {
            collector.add(moment.map_or(field, Moment::field), value, Provenance::Time, &key, block);
        }
    }
}

/// Attributes that hold the date of an element that is no `<time>`.
const DATES: [&str; 4] = ["datetime", "title", "content", "time"];
/// Their marks.
const DATE_MARKS: u64 = marks(&DATES);

/// A date in an element whose class or id speaks of one, or in an attribute whose name does.
fn marked(context: Context<'_>, node: NodeId, element: TreeElement<'_>, tells: bool, collector: &mut Collector) {
    let block = || context.blocks.first_block(context.tree, node);
    let name = if tells { named(element, names_date) } else { None };
    let stating = |attribute: &Unread<'_>| attribute.label().is_data() && attribute.begins_with_digit();
    for attribute in element.unread_attributes().filter(stating) {
        let value = attribute.value();
        let data = attribute.name().strip_prefix("data-").unwrap_or_default();
        if names_date(data) && is_value(value) {
            let own = moment_of_names(data).map(Moment::field);
            let field = own.unwrap_or_else(|| field(context, node, element.attribute("class").unwrap_or_default(), ""));
            collector.add(field, value, Provenance::Text, attribute.name(), block());
        }
    }
    let named_by_tag = matches!(&**element.name(), "abbr" | "relative-time" | "time-ago" | "dateformat");
    if name.is_none() && !named_by_tag {
        return;
    }
    let names = name.map_or("", |(_, name)| name);
    let shown = text::short(context, node, MAX_DATE);
    let numeric = shown.as_deref().filter(|shown| name.is_some() && shown.chars().any(char::is_numeric));
    let found = numeric.map_or_else(Vec::new, |shown| labelled(shown, context.style));
    let field = field(context, node, names, of_all(shown.as_deref(), &found));
    // What microdata say is read as such.
    let given = || {
        DATES.iter().find_map(|name| {
            let value = element.attribute(name).filter(|value| is_value(value))?;
            (element.attribute("itemprop").is_none() || *name != "content").then_some((*name, value))
        })
    };
    if element.may_have(DATE_MARKS)
        && let Some((attribute, value)) = given()
    {
        collector.add(field, value, Provenance::Text, &format!("{}[{attribute}] {names}", &**element.name()), block());
    }
    // What a `<time>` inside shows is its own to say.
    let holds_time = || context.tree.preorder(node).take(MAX_NODES).any(|inner| context.tree.name(inner) == "time");
    let Some((attribute, name)) = name else { return };
    let Some(shown) = shown else { return };
    if found.is_empty() || holds_time() {
        return;
    }
    let key = format!("{attribute} {name}");
    for (moment, range) in found {
        let value = shown.get(range).unwrap_or_default();
        collector.add(moment.map_or(field, Moment::field), value, Provenance::Text, &key, block());
    }
}

/// The most nodes that are looked through for a `<time>`.
const MAX_NODES: usize = 64;

/// What the words that an element shows say of all its dates. Where it shows several, each has words of its own.
fn of_all<'s>(shown: Option<&'s str>, found: &[(Option<Moment>, Range<usize>)]) -> &'s str {
    shown.filter(|_| found.len() < 2).unwrap_or_default()
}

/// The dates in a text, each with the moment that the words before it (else right behind it) speak of.
pub(super) fn labelled(text: &str, style: Style) -> Vec<(Option<Moment>, Range<usize>)> {
    label_all(text, &dates_in(text, style))
}

/// The dates in a text.
pub(super) fn dates_in(text: &str, style: Style) -> Vec<dates::Found> {
    dates::find_all(text, style, MAX_SHOWN)
}

/// The dates that were found in a text, each with its moment; see [`labelled`].
pub(super) fn label_all(text: &str, found: &[dates::Found]) -> Vec<(Option<Moment>, Range<usize>)> {
    let mut from = 0;
    let mut labelled = Vec::with_capacity(found.len());
    for (at, (range, _)) in found.iter().enumerate() {
        let before = text.get(from..range.start).unwrap_or_default();
        from = range.end;
        let own = moment(before).or_else(|| match found.get(at + 1) {
            None => moment_behind(opened(text.get(range.end..).unwrap_or_default())),
            Some((next, _)) => {
                let (moment, length) = moment_between(text.get(range.end..next.start).unwrap_or_default())?;
                from += length;
                Some(moment)
            }
        });
        labelled.push((own, range.clone()));
    }
    labelled
}

/// What stands behind a date, without what opens it.
fn opened(behind: &str) -> &str {
    behind.trim_start_matches([' ', '(', '[', '（'])
}

/// The moment that the words between two dates say of the first, and their length. Most words between are the label of the
/// second ("12 May, updated 13 May"): those of the first end before a sign that parts them from it, or stand right behind it
/// in a script without spaces.
fn moment_between(between: &str) -> Option<(Moment, usize)> {
    /// What parts a label from the next date, beside the end of a bracket.
    const PARTING: [char; 12] = [')', ']', '）', '|', '·', '•', '/', ';', '；', '，', '、', '\n'];
    /// The first letter of the scripts of East Asia.
    const EAST_ASIAN: char = '\u{2e80}';
    let label = opened(between);
    let moment = moment_behind(label)?;
    let start = between.len() - label.len();
    let is_end = |letter: char| letter.is_whitespace() || PARTING.contains(&letter);
    let end = label.find(is_end)?;
    let is_glued = start == 0 && label.starts_with(|first| first >= EAST_ASIAN);
    let parts = |rest: &str| rest.starts_with(PARTING);
    (is_glued || parts(label[end..].trim_start_matches(' '))).then_some((moment, start + end))
}

/// What a date is the date of: by what its element shows, by the names of its element, by the label before it, by the
/// names of the element around it.
fn field(context: Context<'_>, node: NodeId, names: &str, shown: &str) -> Field {
    let around = || {
        let parent = context.tree.parent(node)?;
        moment_of_names(context.tree.attribute(parent, "class")?)
    };
    moment(shown)
        .or_else(|| moment_of_names(names))
        .or_else(|| label(context, node).and_then(moment))
        .or_else(around)
        .map_or(Field::Published, Moment::field)
}

/// The text right before an element: in its block, or the block before if that is no more than a label.
fn label(context: Context<'_>, node: NodeId) -> Option<&str> {
    let (block, start) = context.blocks.beginning(context.tree, node)?;
    let blocks = &context.blocks.blocks;
    let before = blocks[block as usize].text.get(..start as usize)?.trim_end();
    if before.is_empty() {
        let previous = &blocks[block.checked_sub(1)? as usize].text;
        return (previous.len() <= MAX_LABEL).then_some(previous);
    }
    let mut from = before.len().saturating_sub(MAX_LABEL);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    Some(&before[from..])
}

/// Whether an attribute's value is a date.
pub(super) fn is_value(value: &str) -> bool {
    (MIN_VALUE..=MAX_DATE).contains(&value.trim().len())
        && dates::read(value, Style::default().ordered(Order::DayFirst)).is_some()
}

/// The shortest date: `1.2.2019`.
const MIN_VALUE: usize = 8;

/// Whether a shown date says the zone of a time that stands without one in the attribute.
fn tells_zone(given: &str, shown: &str) -> bool {
    let read = |text: &str| dates::read(text, Style::default().ordered(Order::DayFirst));
    let is_zoned = |date: &dates::PageDate| date.offset().is_some();
    // Most attributes give the zone.
    let Some(given) = read(given).filter(|given| given.time().is_some() && !is_zoned(given)) else { return false };
    read(shown).is_some_and(|shown| is_zoned(&shown) && shown.time() == given.time())
}

fn is_same_day(one: &str, other: &str) -> bool {
    let day = |text: &str| {
        dates::read(text, Style::default().ordered(Order::DayFirst))
            .map(|date| (date.year(), date.month(), date.day_of_month()))
    };
    day(one) == day(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_that_only_readers_are_told() {
        assert!(tells_zone("2022-10-17 16:01:26", "10/17/2022 04:01 PM EDT"));
        assert!(!tells_zone("2022-10-17T16:01:26Z", "10/17/2022 04:01 PM EDT"));
        assert!(!tells_zone("2022-10-17 16:01:26", "10/17/2022 04:01 PM"));
        assert!(!tells_zone("2022-10-17 15:01:26", "10/17/2022 04:01 PM EDT"));
    }
}
