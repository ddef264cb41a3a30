//! The scripts of a text's letters, and the languages that are told by them.

/// The least share of a script's letters that makes a text one of that script.
pub(super) const MIN_SCRIPT: f32 = 0.6;

#[derive(Default)]
pub(super) struct Scripts {
    pub(super) letters: usize,
    /// Those of ASCII, until they are counted among the others.
    pub(super) ascii: usize,
    pub(super) latin: usize,
    pub(super) cyrillic: usize,
    pub(super) greek: usize,
    pub(super) hebrew: usize,
    pub(super) thai: usize,
    pub(super) han: usize,
    pub(super) kana: usize,
    pub(super) hangul: usize,
    /// Those of [`SCRIPTS`].
    others: [usize; OTHERS],
    arabic: ArabicLetters,
}

impl Scripts {
    /// Counts a letter that is not ASCII's.
    pub(super) fn count(&mut self, letter: char) {
        self.letters += 1;
        let count = match letter {
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => &mut self.latin,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => &mut self.greek,
            '\u{400}'..='\u{52f}' => &mut self.cyrillic,
            '\u{590}'..='\u{5ff}' => &mut self.hebrew,
            '\u{e00}'..='\u{e7f}' => &mut self.thai,
            '\u{3040}'..='\u{30ff}' => &mut self.kana,
            '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ffff}' => &mut self.han,
            '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}' => &mut self.hangul,
            _ => return self.count_other(letter),
        };
        *count += 1;
    }

    /// The languages of the script that few share, where a text is in one, and which of them it is if that is certain.
    pub(super) fn of_few(&self) -> Option<(Option<&'static str>, &'static [&'static str])> {
        let of_script = |script: &&Script| self.share(self.others[script.number]) >= MIN_SCRIPT;
        let found = SCRIPTS.iter().find(of_script)?;
        let tag = if found.number == ARABIC { self.arabic.language() } else { found.tag };
        Some((tag, found.languages))
    }

    /// Counts a letter of one of [`SCRIPTS`].
    fn count_other(&mut self, letter: char) {
        let Some(script) = SCRIPTS.iter().find(|script| (script.first..=script.last).contains(&letter)) else { return };
        self.others[script.number] += 1;
        if script.number == ARABIC {
            self.arabic.count(letter);
        }
    }

    pub(super) fn share(&self, count: usize) -> f32 {
        count as f32 / self.letters.max(1) as f32
    }
}

/// A script that is told by the range of its letters.
struct Script {
    /// Its place among [`Scripts::others`].
    number: usize,
    first: char,
    last: char,
    /// The language that nearly all texts in it have.
    tag: Option<&'static str>,
    /// All that are written in it.
    languages: &'static [&'static str],
}

impl Script {
    const fn of(
        number: usize,
        (first, last): (char, char),
        tag: Option<&'static str>,
        languages: &'static [&'static str],
    ) -> Self {
        Self { number, first, last, tag, languages }
    }
}

/// The number of the Arabic script, whose languages are told by letters of their own.
const ARABIC: usize = 0;
/// The number of scripts in [`SCRIPTS`].
const OTHERS: usize = 17;

/// Scripts of one language, or of few.
static SCRIPTS: [Script; OTHERS] = [
    Script::of(ARABIC, ('\u{600}', '\u{6ff}'), None, &ARABIC_LANGUAGES),
    Script::of(1, ('\u{900}', '\u{97f}'), None, &DEVANAGARI_LANGUAGES),
    Script::of(2, ('\u{980}', '\u{9ff}'), Some("bn"), &["bn", "as", "mni", "bpy"]),
    Script::of(3, ('\u{a00}', '\u{a7f}'), Some("pa"), &["pa"]),
    Script::of(4, ('\u{a80}', '\u{aff}'), Some("gu"), &["gu"]),
    Script::of(5, ('\u{b00}', '\u{b7f}'), Some("or"), &["or", "ory"]),
    Script::of(6, ('\u{b80}', '\u{bff}'), Some("ta"), &["ta"]),
    Script::of(7, ('\u{c00}', '\u{c7f}'), Some("te"), &["te"]),
    Script::of(8, ('\u{c80}', '\u{cff}'), Some("kn"), &["kn", "tcy"]),
    Script::of(9, ('\u{d00}', '\u{d7f}'), Some("ml"), &["ml"]),
    Script::of(10, ('\u{d80}', '\u{dff}'), Some("si"), &["si"]),
    Script::of(11, ('\u{e80}', '\u{eff}'), Some("lo"), &["lo"]),
    Script::of(12, ('\u{1000}', '\u{109f}'), Some("my"), &["my", "shn", "mnw", "ksw"]),
    Script::of(13, ('\u{10a0}', '\u{10ff}'), Some("ka"), &["ka", "xmf"]),
    Script::of(14, ('\u{1200}', '\u{139f}'), None, &["am", "ti", "tig", "gez"]),
    Script::of(15, ('\u{1780}', '\u{17ff}'), Some("km"), &["km"]),
    Script::of(16, ('\u{530}', '\u{58f}'), Some("hy"), &["hy", "hyw"]),
];

const ARABIC_LANGUAGES: [&str; 33] = [
    "ar", "fa", "ur", "ps", "ckb", "ku", "sd", "ug", "prs", "pnb", "pa", "azb", "az", "ks", "arz", "ary", "apc", "arb",
    "acm", "ajp", "aeb", "mzn", "glk", "lrk", "lki", "bal", "skr", "ms", "kk", "ky", "tk", "uz", "ha",
];
const DEVANAGARI_LANGUAGES: [&str; 15] =
    ["hi", "mr", "ne", "sa", "kok", "gom", "bho", "mai", "doi", "brx", "ks", "sd", "new", "awa", "raj"];

/// What tells apart the languages of the Arabic script: how many of its letters only some of them have.
#[derive(Default)]
struct ArabicLetters {
    all: usize,
    /// Those of Arabic alone among the three: its forms of yeh and kaf, teh marbuta.
    arabic: usize,
    /// Those that Persian and Urdu share.
    persian: usize,
    /// Those of Urdu.
    urdu: usize,
    /// Those of none of the three, as Pashto, Kurdish, Sindhi and Uyghur have.
    other: usize,
}

impl ArabicLetters {
    fn count(&mut self, letter: char) {
        self.all += 1;
        match letter {
            'ة' | 'ي' | 'ى' | 'ك' => self.arabic += 1,
            'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' | 'ۀ' => self.persian += 1,
            'ٹ' | 'ڈ' | 'ڑ' | 'ں' | 'ے' | 'ہ' | 'ھ' | 'ۂ' | 'ۓ' | 'ۃ' => self.urdu += 1,
            '\u{672}'..='\u{6d3}' => self.other += 1,
            _ => {}
        }
    }

    /// The language, where it is certain.
    fn language(&self) -> Option<&'static str> {
        /// The least share of a language's own letters in its texts, and the largest in those of others, which quote names.
        const OWN: f32 = 0.04;
        const QUOTED: f32 = 0.008;
        let share = |count: usize| count as f32 / self.all.max(1) as f32;
        let [arabic, persian, urdu, other] = [self.arabic, self.persian, self.urdu, self.other].map(share);
        match () {
            () if other > QUOTED => None,
            () if urdu >= OWN && persian >= OWN && arabic <= OWN => Some("ur"),
            () if urdu <= QUOTED && persian >= OWN && arabic <= OWN => Some("fa"),
            () if urdu <= QUOTED && persian <= QUOTED && arabic >= OWN => Some("ar"),
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Told, of_text};

    /// Checks the language that a text in a script of few languages has, and one that it may have.
    #[track_caller]
    fn check_script(sentence: &str, expected: Option<&str>, possible: &str) {
        let told = of_text(&format!("{sentence} ").repeat(8));
        assert!(
            matches!(told, Some(Told::Script(tag, languages)) if tag == expected && languages.contains(&possible)),
            "{sentence}: {told:?}"
        );
    }

    #[test]
    fn tells_languages_by_scripts_of_few() {
        check_script("قال رئيس البلدية إن السفن لم تعد إلى الميناء بعد العاصفة القوية", Some("ar"), "arz");
        check_script("شهردار گفت که کشتی‌ها پس از توفان به بندر برنگشته‌اند و دیوار ساخته نمی‌شود", Some("fa"), "prs");
        check_script(
            "میئر نے کہا کہ جہاز طوفان کے بعد بندرگاہ میں واپس نہیں آئے ہیں اور دیوار نہیں بنے گی",
            Some("ur"),
            "pnb",
        );
        check_script("ښاروال وویل چې بېړۍ له توپان وروسته بندر ته نه دي راغلې", None, "ps");
        check_script("महापौर ने कहा कि तूफान के बाद जहाज बंदरगाह पर वापस नहीं आए", None, "mr");
        check_script("মেয়র বলেছেন যে ঝড়ের পরে জাহাজগুলি বন্দরে ফিরে আসেনি", Some("bn"), "as");
        check_script("புயலுக்குப் பிறகு கப்பல்கள் துறைமுகத்திற்குத் திரும்பவில்லை", Some("ta"), "ta");
        check_script("მერმა თქვა, რომ გემები ქარიშხლის შემდეგ პორტში არ დაბრუნებულან", Some("ka"), "xmf");
        check_script("Քաղաքապետն ասաց, որ նավերը փոթորկից հետո նավահանգիստ չեն վերադարձել", Some("hy"), "hy");
        check_script("ከንቲባው መርከቦቹ ከአውሎ ነፋሱ በኋላ ወደ ወደብ እንዳልተመለሱ ተናገሩ", None, "am");
    }
}
