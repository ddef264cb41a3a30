//! The names that elements and attributes of drawings have in capitals, which the tokenizer has made small.

use web_atoms::local_name;

use crate::tree::{Name, Tag};

/// § In foreign content, any other start tag: the name of an element of a drawing, where it holds capitals.
pub(super) fn svg_element(name: &Name) -> Option<Name> {
    let local = match (name.tag, &*name.local) {
        (Tag::ClipPath, _) => local_name!("clipPath"),
        (Tag::ForeignObject, _) => local_name!("foreignObject"),
        (Tag::LinearGradient, _) => local_name!("linearGradient"),
        (Tag::Other, "altglyph") => local_name!("altGlyph"),
        (Tag::Other, "altglyphdef") => local_name!("altGlyphDef"),
        (Tag::Other, "altglyphitem") => local_name!("altGlyphItem"),
        (Tag::Other, "animatecolor") => local_name!("animateColor"),
        (Tag::Other, "animatemotion") => local_name!("animateMotion"),
        (Tag::Other, "animatetransform") => local_name!("animateTransform"),
        (Tag::Other, "feblend") => local_name!("feBlend"),
        (Tag::Other, "fecolormatrix") => local_name!("feColorMatrix"),
        (Tag::Other, "fecomponenttransfer") => local_name!("feComponentTransfer"),
        (Tag::Other, "fecomposite") => local_name!("feComposite"),
        (Tag::Other, "feconvolvematrix") => local_name!("feConvolveMatrix"),
        (Tag::Other, "fediffuselighting") => local_name!("feDiffuseLighting"),
        (Tag::Other, "fedisplacementmap") => local_name!("feDisplacementMap"),
        (Tag::Other, "fedistantlight") => local_name!("feDistantLight"),
        (Tag::Other, "fedropshadow") => local_name!("feDropShadow"),
        (Tag::Other, "feflood") => local_name!("feFlood"),
        (Tag::Other, "fefunca") => local_name!("feFuncA"),
        (Tag::Other, "fefuncb") => local_name!("feFuncB"),
        (Tag::Other, "fefuncg") => local_name!("feFuncG"),
        (Tag::Other, "fefuncr") => local_name!("feFuncR"),
        (Tag::Other, "fegaussianblur") => local_name!("feGaussianBlur"),
        (Tag::Other, "feimage") => local_name!("feImage"),
        (Tag::Other, "femerge") => local_name!("feMerge"),
        (Tag::Other, "femergenode") => local_name!("feMergeNode"),
        (Tag::Other, "femorphology") => local_name!("feMorphology"),
        (Tag::Other, "feoffset") => local_name!("feOffset"),
        (Tag::Other, "fepointlight") => local_name!("fePointLight"),
        (Tag::Other, "fespecularlighting") => local_name!("feSpecularLighting"),
        (Tag::Other, "fespotlight") => local_name!("feSpotLight"),
        (Tag::Other, "fetile") => local_name!("feTile"),
        (Tag::Other, "feturbulence") => local_name!("feTurbulence"),
        (Tag::Other, "glyphref") => local_name!("glyphRef"),
        (Tag::Other, "textpath") => local_name!("textPath"),
        (Tag::RadialGradient, _) => local_name!("radialGradient"),
        _ => return None,
    };
    Some(Name { tag: name.tag, local })
}

/// § Adjust SVG attributes: the name of an attribute where it holds capitals, however it is written.
#[inline]
pub(super) fn svg_attribute(name: &str) -> Option<&'static str> {
    let &[first, .., last] = name.as_bytes() else { return None };
    let mut next = FIRST[mark(name.len(), first.to_ascii_lowercase(), last.to_ascii_lowercase()) as usize];
    while next > 0 {
        let known = SVG[next as usize - 1];
        if known.eq_ignore_ascii_case(name) {
            return Some(known);
        }
        next = NEXT[next as usize - 1];
    }
    None
}

/// § Adjust `MathML` attributes: the same of formulas.
pub(super) fn mathml_attribute(name: &str) -> Option<&'static str> {
    name.eq_ignore_ascii_case("definitionurl").then_some("definitionURL")
}

/// A number below 64 for a name in small letters that has so many bytes, of which these are the first and the last.
#[inline]
const fn mark(len: usize, first: u8, last: u8) -> u8 {
    (len as u8).wrapping_mul(11).wrapping_add(first.wrapping_mul(3)).wrapping_add(last.wrapping_mul(29)) & 63
}

/// By the [`mark`] of a name in small letters: the number, from 1, of the first name that has it, or 0.
static FIRST: [u8; 64] = CHAINS.0;
/// By a name: the number of the next one that has the same mark, or 0.
static NEXT: [u8; SVG.len()] = CHAINS.1;

const CHAINS: ([u8; 64], [u8; SVG.len()]) = {
    let (mut first, mut next) = ([0; 64], [0; SVG.len()]);
    let mut at = 0;
    while at < SVG.len() {
        let name = SVG[at].as_bytes();
        let mark = mark(name.len(), name[0], name[name.len() - 1].to_ascii_lowercase()) as usize;
        next[at] = first[mark];
        at += 1;
        first[mark] = at as u8;
    }
    (first, next)
};

#[rustfmt::skip]
const SVG: &[&str] = &[
    "attributeName", "attributeType", "baseFrequency", "baseProfile", "calcMode", "clipPathUnits",
    "diffuseConstant", "edgeMode", "filterUnits", "glyphRef", "gradientTransform", "gradientUnits",
    "kernelMatrix", "kernelUnitLength", "keyPoints", "keySplines", "keyTimes", "lengthAdjust",
    "limitingConeAngle", "markerHeight", "markerUnits", "markerWidth", "maskContentUnits", "maskUnits",
    "numOctaves", "pathLength", "patternContentUnits", "patternTransform", "patternUnits", "pointsAtX",
    "pointsAtY", "pointsAtZ", "preserveAlpha", "preserveAspectRatio", "primitiveUnits", "refX", "refY",
    "repeatCount", "repeatDur", "requiredExtensions", "requiredFeatures", "specularConstant",
    "specularExponent", "spreadMethod", "startOffset", "stdDeviation", "stitchTiles", "surfaceScale",
    "systemLanguage", "tableValues", "targetX", "targetY", "textLength", "viewBox", "viewTarget",
    "xChannelSelector", "yChannelSelector", "zoomAndPan",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_get_their_capitals() {
        for name in SVG {
            let small = name.to_ascii_lowercase();
            assert_eq!((svg_attribute(&small), svg_attribute(name)), (Some(*name), Some(*name)));
        }
        for name in ["d", "fill", "viewbo", "href"] {
            assert_eq!(svg_attribute(name), None);
        }
    }

    #[test]
    fn elements_get_their_capitals() {
        for name in ["foreignObject", "linearGradient", "feGaussianBlur", "textPath"] {
            let found = svg_element(&Name::of(&name.to_ascii_lowercase()));
            assert_eq!(found.map(|name| name.local.to_string()), Some(name.to_owned()));
        }
        assert_eq!(svg_element(&Name::of("path")), None);
    }
}
