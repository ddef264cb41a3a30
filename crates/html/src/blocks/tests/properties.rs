//! What holds of the blocks of any page.

use proptest::prelude::*;

use super::*;

const PARTS: [&str; 64] = [
    "<p>",
    "</p>",
    "<div class=a>",
    "</div>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href=/x>",
    "</a>",
    "<br>",
    "<br><br>",
    "<ul>",
    "<ol>",
    "</ul>",
    "<li>",
    "</li>",
    "<table>",
    "<tr>",
    "<td>",
    "<th>",
    "</table>",
    "<caption>",
    "<pre>",
    "</pre>",
    "<span hidden>",
    "<span style='display:none'>",
    "</span>",
    "<span class=b>",
    "<button>",
    "</button>",
    "<select>",
    "<option>",
    "</select>",
    "<time>",
    "</time>",
    "<blockquote>",
    "</blockquote>",
    "<figure>",
    "<figcaption>",
    "</figure>",
    "<img src=/a.jpg>",
    "<h2>",
    "</h2>",
    "<noscript>",
    "</noscript>",
    "<x-y>",
    "</x-y>",
    "<svg><text>s</text></svg>",
    "<dl><dt>",
    "<dd>",
    "<article>",
    "</article>",
    "<div aria-hidden=true>",
    "<em>",
    "</em>",
    " ",
    "\n",
    "words here",
    "&amp;",
    "\u{a0}",
    "naïve",
    "\u{200b}x",
    "港",
];

#[test]
fn references_that_a_table_keeps_back_have_spans_of_their_own() {
    let (tree, segmentation) = read("<table>&amp;&amp;<tr>&amp;x");
    check_invariants(&tree, &segmentation);
    assert!(segmentation.blocks.iter().any(|block| block.text.contains("&&")));
}

proptest! {
    #[test]
    fn every_visible_character_is_in_one_block(parts in prop::collection::vec(0..PARTS.len(), 0..60)) {
        let page: String = parts.into_iter().map(|part| PARTS[part]).collect();
        let (tree, segmentation) = read(&page);
        check_invariants(&tree, &segmentation);
    }

    #[test]
    fn targets_lie_in_their_blocks(parts in prop::collection::vec(0..PARTS.len(), 0..60)) {
        let page: String = parts.into_iter().map(|part| PARTS[part]).collect();
        let (tree, segmentation) = read(&page);
        for node in tree.preorder(DOCUMENT).filter(|node| tree.is_element(*node)) {
            for target in segmentation.targets(&tree, node) {
                let text = &segmentation.blocks[target.block as usize].text;
                let held = target.range.map(|(start, end)| text.get(start as usize..end as usize));
                prop_assert!(held != Some(None) && held != Some(Some("")), "{:?} of {:?}", target, text);
            }
        }
    }
}
