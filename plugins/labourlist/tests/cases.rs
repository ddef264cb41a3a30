//! The source's fixtures against their goldens.

use copydesk_source_labourlist as _;

#[test]
fn fixtures_match_their_goldens() {
    let report =
        copydesk_testkit::check_source(env!("CARGO_MANIFEST_DIR"), "labourlist").expect("fixtures match their goldens");
    assert_eq!(report.dead_rules, Vec::<String>::new(), "every rule fires on some fixture");
}
