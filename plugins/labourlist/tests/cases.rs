//! The source's fixtures against their goldens.

use copydesk_source_labourlist as _;

#[test]
fn fixtures_match_their_goldens() {
    let report =
        copydesk_testkit::check_source(env!("CARGO_MANIFEST_DIR"), "labourlist").expect("fixtures match their goldens");
    // What stands outside the entry, the generic extractor leaves out on every fixture; the rule stays for pages where it
    // does not.
    assert_eq!(report.dead_rules, ["labourlist/entry-content"], "every other rule fires on some fixture");
}
