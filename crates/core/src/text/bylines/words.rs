//! The words of bylines, in lower case.

use std::sync::OnceLock;

use crate::text::table::Table;

/// Words that are looked up one by one.
pub(super) struct Words {
    list: &'static [&'static str],
    table: OnceLock<Table>,
}

impl Words {
    pub(super) const fn new(list: &'static [&'static str]) -> Self {
        Self { list, table: OnceLock::new() }
    }

    /// All of them.
    pub(super) const fn list(&self) -> &'static [&'static str] {
        self.list
    }

    /// Whether a word in lower case is one of them.
    pub(super) fn contains(&self, word: &str) -> bool {
        self.table().contains(word)
    }

    /// Whether a word is one of them, whatever its case.
    pub(super) fn contains_in_any_case(&self, word: &str) -> bool {
        self.table().get_in_any_case(word).is_some()
    }

    fn table(&self) -> &Table {
        self.table.get_or_init(|| Table::of(self.list.iter().copied()))
    }
}

/// Words that open a byline. Longer ones stand before the shorter that they begin with.
#[rustfmt::skip]
pub(super) const PREFIXES: &[&str] = &[
    "article written by", "article by", "originally written by", "written and directed by", "written by",
    "reported by", "report by", "reporting by", "story by", "posted by", "published by", "authored by",
    "submitted by", "created by", "compiled by", "words by", "text by", "as told to", "insights from",
    "analysis by", "opinion by", "review by", "interview by", "commentary by", "a guest post by", "guest post by",
    "news by", "features by", "blog by", "byline:", "by:", "by", "about the author:", "about the author",
    "about author", "about", "author:", "authors:", "author(s):", "author", "veröffentlicht von", "alles von", "mehr von", "ein artikel von", "ein beitrag von", "text & fotos:", "text & foto:",
    "text und foto:", "text und bilder:", "geschrieben von",
    "eingestellt von", "erstellt von", "gepostet von", "publiziert von", "verfasst von", "beitrag von", "beitragvon",
    "artikel von", "text und fotos:", "text von", "text:", "texte:", "bericht von", "bericht:", "kolumne von", "eine kolumne von", "reportage von", "essay von", "ein essay von",
    "rezension von", "porträt von", "glosse von", "protokoll von",
    "ein gastbeitrag von", "gastbeitrag von", "ein kommentar von", "kommentar von", "interview von", "interview:",
    "eine analyse von", "über den autor", "über die autorin", "über", "autor:innen:", "autor:innen", "autor:in:", "autor:in", "autor:", "autorin:", "autoren:", "von:", "von", "vom",
    "gespeichert von", "eingereicht von", "eingestellt durch",
    "propos recueillis par", "publié par", "écrit par", "rédigé par", "posté par", "auteur :", "auteur:", "par",
    "publicado por", "escrito por", "redactado por", "texto:", "por:", "por", "scritto da", "pubblicato da",
    "a cura di", "di", "da", "autore:", "geschreven door", "gepubliceerd door", "geplaatst door", "door", "auteur",
    "skrevet av", "skrevet af", "publisert av", "tekst:", "skriven av", "publicerad av", "text", "af", "av",
    "kirjoittanut", "teksti:", "napisane przez", "opublikowane przez", "przez", "autor", "napsal", "yazan:",
    "yazar:", "автор:", "текст:", "автор", "συντάκτης:", "γράφει ο", "γράφει η", "írta:", "szerző:", "scris de",
    "piše:", "avtor:", "autors:", "autorius:", "teksts:", "kirjoittaja:", "oleh", "penulis:", "tác giả:", "bởi",
    "пише:", "написал:", "підготував:", "بقلم:", "بقلم", "كتب:", "كتبت:", "إعداد:", "نویسنده:",
    "به قلم", "מאת:", "מאת", "โดย", "글:",
];

/// Prefixes of scripts that need no space behind them.
#[rustfmt::skip]
pub(super) const WIDE_PREFIXES: &[&str] = &[
    "文／", "文/", "文：", "文●", "作者：", "作者:", "記者", "记者", "著者：", "取材・文：", "責任編輯：", "责任编辑：", "责任编辑:",
    "撰文：", "撰文/", "執筆：", "筆者：", "ライター：", "質問者：", "投稿者：", "作成者：", "文責：", "撰稿：", "撰稿人：", "글쓴이：",
];

/// What opens the part of a byline that names others than the authors: what stands behind it is left out.
#[rustfmt::skip]
pub(super) const OTHERS: &[&str] = &[
    "contributions from", "contribution from", "with contributions", "additional reporting", "contributing",
    "on behalf of", "reviewed by", "medically reviewed", "fact checked", "fact-checked", "edited by", "editing by",
    "updated by", "approved by", "checked by", "tested by", "translated by", "translation by", "photograph",
    "photography", "photos by", "photo by", "photo:", "photos:", "images by", "image by", "image:", "video by",
    "illustration", "illustrated by", "graphics by", "produced by", "narrated by", "hosted by", "presented by",
    "sponsored by", "for more", "follow ", "fotos:", "foto:", "fotos von", "foto von", "bilder:", "bild:",
    "übersetz", "redaktion:", "mit material von", "photos :", "photo :", "traduit", "traduction", "adapté par",
    "traducción", "traducido", "foto di", "traduzione", "filmed by", "researched by", "styled by", "style by", "traduzido",
    "promoted by", "paid for by", "paid content", "paid partnership", "promoted content", "sponsored content", "in partnership with",
    "in association with", "brought to you by", "supported by", "präsentiert von", "gesponsert von", "im auftrag von", "in kooperation mit",
    "sponsorisé par", "en partenariat avec", "présenté par", "patrocinado por", "en colaboración con", "sponsorizzato da",
    "in collaborazione con", "gesponsord door", "in samenwerking met",
];

/// Words at which a byline ends: what stands behind them says when, where, or how long.
#[rustfmt::skip]
pub(super) static STOPS: Words = Words::new(&[
    "updated", "published", "posted", "last", "created", "modified", "min", "mins", "minute", "minutes", "read",
    "reading", "comments", "comment", "share", "follow", "email", "via", "is", "was", "has", "for", "in", "at",
    "on", "from", "with", "filed", "under", "contributor", "who", "covers", "writes", "about", "stand", "uhr",
    "aktualisiert", "veröffentlicht", "lesezeit", "ist", "leitet", "schreibt", "am", "aus", "im", "zur", "für",
    "mit", "vor", "bei", "mis", "publié", "modifié", "est", "à", "dans", "pour", "le", "avec", "actualizado",
    "publicado", "para", "es", "con", "aggiornato", "pubblicato", "per", "è", "bijgewerkt", "voor", "oppdatert",
    "publisert", "uppdaterad", "released", "prije", "quelle", "source", "fuente", "fonte",
]);

/// Words that open a date, at which a byline ends wherever they stand.
#[rustfmt::skip]
pub(super) static WHEN: Words = Words::new(&[
    "printed", "updated", "published", "posted", "created", "modified", "last", "stand", "veröffentlicht", "aktualisiert", "publié",
    "modifié", "actualizado", "publicado", "aggiornato", "pubblicato", "bijgewerkt", "oppdatert", "publisert", "uppdaterad",
    "publiziert", "erstellt",
]);

/// Words of offices, with which titles of office begin: they are no part of a name, and alone they name nobody.
#[rustfmt::skip]
pub(super) static ROLES: Words = Words::new(&[
    "vice", "chief", "head", "lead", "senior", "junior", "executive", "associate", "assistant", "deputy",
    "managing", "freelance", "freelancer", "guest", "political", "business", "national", "international", "foreign",
    "investigative", "breaking", "sports", "science", "technology", "health", "education", "opinion", "features",
    "feature", "marketing", "research", "expert", "author", "authors", "partner", "fellow", "chair", "host",
    "publisher", "autor", "autorin", "autoren", "leiter", "leiterin", "envoyé", "envoyée", "spécial",
    "rechtsanwalt", "rechtsanwältin", "fachanwalt", "fachanwältin", "steuerberater", "steuerberaterin",
]);

/// Words of rank, with which a title of office begins whatever follows.
#[rustfmt::skip]
pub(super) static RANKS: Words = Words::new(&[
    "head", "senior", "junior", "chief", "vice", "executive", "deputy", "associate", "assistant", "freelance", "lead", "sr",
]);

/// What somebody did for a book, or is, behind the name in Japanese, Korean and Chinese: it ends no byline.
pub(super) const WORKS: &[&str] = &["著", "監訳", "訳", "編", "編著", "共著", "기자", "특파원", "記者", "记者"];

/// Parts of the names of accounts that are nobody's: `q_admin`, `webmaster2`.
pub(super) const ACCOUNTS: &[&str] = &["admin", "administrator", "webmaster", "wpadmin", "wordpress"];

/// Words for those who hold an office.
#[rustfmt::skip]
pub(super) static OFFICES: Words = Words::new(&[
    "editor", "editors", "editor-in-chief", "reporter", "reporters", "correspondent", "correspondents", "columnist",
    "columnists", "writer", "writers", "journalist", "analyst", "contributor", "contributors", "producer",
    "director", "founder", "co-founder", "cofounder", "ceo", "cto", "cfo", "coo", "president", "manager",
    "specialist", "consultant", "officer", "strategist", "advisor", "professor", "dietitian", "nutritionist",
    "attorney", "blogger", "owner", "intern", "chairman", "coordinator", "photographer", "redakteur", "redakteurin",
    "chefredakteur", "chefredakteurin", "korrespondent", "korrespondentin", "reporterin", "volontär", "volontärin",
    "journaliste", "rédacteur", "rédactrice", "correspondant", "correspondante", "corresponsal", "periodista",
    "giornalista", "redattore", "researcher", "scientist", "engineer", "developer", "designer",
    "educator", "horticulturist", "horticulturalist", "veterinarian", "psychologist", "psychotherapist", "physician",
    "economist", "historian", "pharmacist", "reviewer",
]);

/// What offices of writers are about.
pub(super) static BEATS: Words = Words::new(&[
    "travel",
    "money",
    "business",
    "politics",
    "political",
    "lifestyle",
    "showbiz",
    "culture",
    "royal",
    "crime",
    "court",
    "consumer",
    "finance",
    "financial",
    "football",
    "entertainment",
    "fashion",
    "food",
    "property",
    "transport",
    "celebrity",
    "tv",
    "trends",
    "video",
    "weekend",
    "digital",
    "local",
    "foreign",
    "world",
    "arts",
    "music",
    "film",
    "economics",
    "climate",
    "environment",
    "defence",
    "defense",
    "security",
    "religion",
    "tech",
    "gaming",
    "wine",
]);

/// Degrees and titles that follow a name.
#[rustfmt::skip]
pub(super) static DEGREES: Words = Words::new(&[
    "md", "phd", "ma", "ms", "msc", "bs", "bsc", "ba", "mba", "mph", "mfa", "rd", "rdn", "ld", "ldn", "cpt", "cfp",
    "cfa", "cpa", "cpp", "psp", "jd", "llm", "esq", "rn", "np", "dnp", "pt", "dpt", "do", "dds", "dmd", "dvm",
    "vmd", "dacvb", "psyd", "edd", "lcsw", "lmft", "cscs", "cissp", "pmp", "pe", "facp", "facs", "faclm", "foma",
    "dabom", "frcp", "od", "aprn", "ccc-slp",
]);

/// Particles of names that stand before an apostrophe.
pub(super) const ELIDED: [&str; 8] = ["d", "l", "dell", "dall", "nell", "all", "t", "o"];

/// Particles of names, which stand in small letters.
#[rustfmt::skip]
pub(super) static PARTICLES: Words = Words::new(&[
    "de", "da", "do", "dos", "das", "del", "della", "dello", "di", "du", "van", "von", "vom", "der", "den", "ter",
    "ten", "la", "le", "el", "al", "bin", "ibn", "ben", "bint", "af", "av", "y", "e", "zu", "zur", "des", "st",
    "’t", "'t",
]);

/// Words that tell of a newsroom, an agency, a company or another body, and not of a person.
#[rustfmt::skip]
pub(super) static BODIES: Words = Words::new(&[
    "staff", "team", "newsroom", "newsdesk", "news", "desk", "agency", "agencies", "press", "wire", "wires",
    "bureau", "editorial", "board", "magazine", "times", "post", "herald", "tribune", "gazette", "journal", "daily",
    "weekly", "online", "digital", "media", "network", "networks", "tv", "radio", "broadcasting", "university",
    "college", "institute", "institut", "instituto", "foundation", "stiftung", "association", "society", "center",
    "centre", "clinic", "hospital", "ministry", "department", "government", "council", "committee", "commission",
    "community", "group", "company", "corporation", "corp", "inc", "llc", "ltd", "gmbh", "ag", "kg", "se", "plc",
    "studio", "studios", "support", "services", "service", "solutions", "technologies", "labs", "lab", "agency's",
    "blog", "podcast", "redaktion", "redaktionsteam", "onlineredaktion", "lokalredaktion", "rédaction", "redaction",
    "redacción", "redação", "redazione", "redakcja", "redakce", "redaktionen", "redactie", "toimitus", "editörü",
    "haber", "redakcija", "szerkesztőség", "редакция", "редакція", "σύνταξη", "agentur", "agenturen", "presse",
    "pressestelle", "agence", "agencia", "agencias", "agência", "agenzia", "agenzie", "agencja", "ajansı",
    "nyhetsbyrån", "verlag", "zeitung", "nachrichten", "tageblatt", "anzeiger", "rundschau", "internationale",
    "noticias", "notícias", "reuters", "bloomberg", "afp", "ap", "dpa", "upi", "efe", "ansa", "apa", "sda", "tass",
    "xinhua", "pti", "ani", "ians", "lusa", "ritzau", "ntb", "belga", "anp", "adnkronos", "epd", "kna", "dts",
    "associated", "getty", "editors'", "publishing", "partners", "hospitals", "industries", "editor’s",
    "pressemitteilung", "the", "advertorial", "anzeige", "sponsored", "landesanstalt", "bundesanstalt", "bundesamt",
    "landesamt", "ministerium", "bundesministerium", "verband", "bundesverband", "verein", "e.v", "akademie",
    "hochschule", "universität", "université", "universidad", "università", "museum", "landwirtschaftskammer",
    "handwerkskammer", "genossenschaft", "fundación", "fondation", "fondazione", "asociación", "associazione", "magazin",
    "union", "anstalt", "league", "liga",
]);

/// Words of pages' controls and headings: a text that holds one names nobody.
#[rustfmt::skip]
pub(super) static CONTROLS: Words = Words::new(&[
    "share", "follow", "following", "comments", "comment", "read", "view", "show", "see", "more", "all", "articles",
    "posts", "login", "log", "sign", "subscribe", "newsletter", "privacy", "policy", "terms", "conditions",
    "cookie", "cookies", "profile", "full", "bio", "biography", "contact", "kontakt", "contactar", "email", "website", "home", "menu",
    "search", "next", "previous", "click", "here", "learn", "creative", "commons", "licence", "license",
    "published", "updated", "minutes", "alle", "beiträge", "artikel", "zeige", "mehr", "zur", "weitere", "lizenz",
    "profil", "kommentare", "tous", "articoli", "artículos", "ver", "tutti", "toutes", "print", "save", "watch", "live", "size", "corrected", "disclosure", "advertiser", "careers", "skip", "uhr", "download", "pdf", "today’s", "today's", "güncelleme", "advertisement", "zuletzt", "geändert", "rate", "twitter", "facebook", "instagram", "linkedin", "youtube", "bluesky", "library", "account", "gesponserte", "inhalte", "category", "kategorie",
    "rubrik", "edit", "willkommen", "startseite", "linki", "kopyala", "著者", "イラスト", "原作",
]);

/// Names that content systems fill in where nobody gave one.
#[rustfmt::skip]
pub(super) static NOBODIES: Words = Words::new(&[
    "admin", "administrator", "wordpressadmin", "webmaster", "wpadmin", "root", "user", "anonymous", "unknown",
    "undefined", "null", "none", "n/a", "guest", "default", "test", "super user", "superuser", "author", "autor",
    "by", "site admin", "website", "web", "editor", "moderator", "no author", "kein autor", "author name", "guest author",
    "gastautor", "gast", "unbekannt", "anonym", "anonyme", "anónimo", "anonimo", "auteur", "autore", "unknown author",
    "super administrator", "system", "promoted", "promoted content", "sponsored", "sponsored content", "sponsored post",
    "sponsor content", "paid content", "paid post", "partner content", "branded content", "advertiser content", "advertisement",
    "advertorial", "anzeige", "werbung", "contenu sponsorisé", "contenido patrocinado", "contenuto sponsorizzato",
]);

/// What ends the names of companies.
pub(super) const LEGAL_FORMS: [&str; 12] =
    ["gmbh", "ag", "kg", "ltd", "limited", "inc", "llc", "plc", "s.a", "s.p.a", "s.r.l", "b.v"];
/// The same that are people's names, too.
pub(super) const LEGAL_NAMES: [&str; 3] = ["corp", "verlag", "co"];

/// "And" in the languages of the trade, with the spaces around it.
#[rustfmt::skip]
pub(super) const ANDS: &[&str] = &[
    " and ", " & ", " + ", " und ", " sowie ", " et ", " og ", " och ", " oraz ", " ja ", " ve ", " и ", " та ",
    " και ", " και η ", " și ", " és ", " dan ", " a ", " aj ", " agus ", " і ", " và ", " और ", " এবং ", " AND ",
    " UND ", " ET ", " OCH ", " OG ", " EN ", " VE ", " И ", " ΚΑΙ ",
];

/// "And" that may stand inside a name too ("José Ortega y Gasset"): it parts only two whole names.
#[rustfmt::skip]
pub(super) const SHORT_ANDS: &[&str] = &[
    " y ", " e ", " i ", " en ", " a ", " ir ", " un ",
];

/// The same in lines that are all capitals: elsewhere such a letter is an initial.
pub(super) const CAPITAL_ANDS: &[&str] = &[" Y ", " E ", " I "];

/// "And" in Arabic, with the space before it: the word behind it is written together with it, in Persian with a space.
pub(super) const ARABIC_AND: &str = " و";

/// Arabic names that begin as "and" does, which is written together with what follows it.
pub(super) const NOT_AND: &[&str] = &[
    "وليد",
    "وسام",
    "وسيم",
    "وائل",
    "وفاء",
    "وداد",
    "وحيد",
    "وجدي",
    "وديع",
    "ورد",
    "وردة",
    "وهبة",
    "وهيب",
    "وصال",
    "وضاح",
    "ولاء",
    "وهاب",
    "والي",
    "والد",
    "والدة",
    "وكالة",
    "وزير",
    "وزارة",
];

/// Words that mean something in bylines and are names of people, too.
pub(super) static NAMES: Words = Words::new(&[
    "april", "august", "fonte", "fuente", "head", "jan", "juli", "jun", "june", "last", "mai", "mar", "min", "more",
    "read", "sun",
]);

/// Those of [`NAMES`] that may stand in the middle of a name.
pub(super) const MIDDLE_NAMES: &[&str] = &["april", "august", "jan", "juli", "jun", "june", "mai", "mar"];

/// Those that are parts of a name only where names stand and nothing else.
pub(super) const ARTICLES_IN_NAMES: &[&str] = &["le", "im"];

/// What stands before [`NAMES`] in the headings and links of pages, and is nobody's given name.
#[rustfmt::skip]
pub(super) static NO_GIVEN_NAMES: Words = Words::new(&[
    "load", "explore", "discover", "find", "know", "find", "get", "hear", "browse", "expand", "much", "many", "one", "no",
    "long", "short", "must", "most", "best", "top", "good", "great", "well", "quick", "big", "easy", "weekend", "sunday", "also", "article",
    "related", "recommended", "popular", "story", "book", "summer", "holiday", "department", "section", "at", "en", "at", "por",
    "la", "una", "global", "country", "regional", "group", "unit", "division", "design", "product", "programme", "program", "policy",
    "communications", "brewery", "operations", "strategy", "data", "digital", "creative", "practice", "team", "school",
    "big", "sub", "red", "five", "four", "ten", "two", "three", "six",
]);

/// Days and months: alone they are no name, and a byline ends at them.
#[rustfmt::skip]
pub(super) static DAYS: Words = Words::new(&[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri",
    "sat", "sun", "january", "february", "march", "april", "june", "july", "august", "september", "october",
    "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "montag",
    "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "januar", "februar", "märz", "mai",
    "juni", "juli", "oktober", "dezember", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    "heute", "today", "yesterday", "gestern", "datum", "quelle", "source", "date", "gmt", "utc",
    "cet", "cest", "edt", "pst", "pdt", "cst", "cdt", "myt", "us", "me", "our", "we", "you", "now", "this",
]);
