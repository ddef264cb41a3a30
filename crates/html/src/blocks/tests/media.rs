//! Pictures, their captions and credits, and embedded things.

use super::*;

#[test]
fn pictures_and_buttons_do_not_cut_the_text() {
    check(
        "<p>Before <img src=/a.jpg>after <button>Share</button> the end</p>",
        "paragraph <p> \"Before after the end\"\nimage <p> /a.jpg\nplain <p button> \"Share\"",
    );
}

#[test]
fn placeholders_are_no_addresses() {
    for address in ["", "#", "#top", "?", "//", "about:blank", "data:image/gif;base64,R0"] {
        check(&format!("<p>One</p><img src='{address}'><iframe src='{address}'></iframe>"), "paragraph <p> \"One\"");
    }
}

#[test]
fn credits_in_captions_are_blocks() {
    check(
        "<figure><img src=/a.jpg><figcaption>The boat. <span class=photo-credit>Jo Doe</span> /Harbour</figcaption></figure>",
        "image <figure> /a.jpg\n\
         caption <figure figcaption> \"The boat.\"\n\
         caption <figure figcaption span.photo-credit> \"Jo Doe /Harbour\"",
    );
    check(
        "<div class=ImageCaption><i class=copyright>Jo Doe</i>The boat.</div>",
        "plain <div.ImageCaption i.copyright> \"Jo Doe\"\nplain <div.ImageCaption> \"The boat.\"",
    );
    check("<p>The <span class=source>Gazette</span> knew.</p>", "paragraph <p> \"The Gazette knew.\"");
}

#[test]
fn captions_are_seen_whoever_they_are_hidden_from() {
    check(
        "<figure><figcaption aria-hidden=true>The boat <b aria-hidden=true>at sea</b></figcaption></figure>",
        "caption bold=6 <figure figcaption> \"The boat at sea\"",
    );
    check("<figure aria-hidden=true><p>Zoom</p></figure>", "paragraph hidden <figure p> \"Zoom\"");
}

#[test]
fn pictures_may_hold_their_captions() {
    check(
        "<figure><picture><source srcset=/a.webp><img src=/a.jpg><figcaption>The boat</figcaption></picture></figure>",
        "image <figure> /a.jpg\ncaption <figure figcaption> \"The boat\"",
    );
}

#[test]
fn addresses_that_other_scripts_read() {
    check("<img data-slider-lazyload-srcset='/s.jpg 320w, /l.jpg 1280w'>", "image <> /l.jpg");
    check("<img data-big='/boat.jpeg?w=9' data-name='a b.jpg'>", "image <> /boat.jpeg?w=9");
    check("<news-image data-src=/boat.jpg></news-image><news-card data-src=/x.jpg></news-card>", "image <> /boat.jpg");
}

#[test]
fn addresses_of_media() {
    check("<img src=/pixel.gif width=1 height=1><img src='data:image/gif;base64,R0'><img>", "");
    check("<img src=/low.jpg data-src=/high.jpg>", "image <> /high.jpg");
    check("<img src=/img/x.gif data-srcset='/s.jpg 640w, /l.jpg 1280w' srcset='/t.jpg 9w'>", "image <> /l.jpg");
    check("<img src=/img/blank.gif data-opt-src=/wall.jpg>", "image <> /wall.jpg");
    check("<img src=/boats.jpg data-zoom=/wall.jpg><img src=//:0>", "image <> /boats.jpg");
    check(
        "<img src='data:image/gif;base64,R0'> <noscript><img src=/wall.jpg></noscript>",
        "image <> /wall.jpg\nimage hidden <> /wall.jpg",
    );
    check(
        "<blockquote class=instagram-media data-instgrm-permalink=https://www.instagram.com/p/x/><a href=/x>A post</a></blockquote>",
        "embed <> https://www.instagram.com/p/x/\nquote <blockquote.instagram-media> \"A post\"\n  0..6 /x",
    );
    check(
        "<blockquote cite=/clip data-video-id=7>Seen</blockquote><blockquote cite=/x>Said</blockquote>",
        "embed <> /clip\nquote <blockquote> \"Seen\"\nquote <blockquote> \"Said\"",
    );
    check("<img srcset='/s.jpg 320w, /l.jpg 1280w'>", "image <> /l.jpg");
    check(
        "<picture><source srcset='/a.webp 1x, /b.webp 2x'><img alt=boat></picture><video><source src=/v.mp4>no video</video>",
        "image <> /b.webp\nimage <> /v.mp4",
    );
    check(
        "<iframe data-src=//example.org/player>text</iframe><object><param name=movie value=/m.swf>none</object>",
        "embed <> //example.org/player\nembed <> /m.swf",
    );
}
