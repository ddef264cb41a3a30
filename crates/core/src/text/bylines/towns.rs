//! Towns and lands that look like people where they stand behind a byline.

use super::words::Words;

/// Whether a name is that of a town or a land, and of several words: such look like names of people.
pub fn is_town(name: &str) -> bool {
    TOWNS.contains(&name.to_lowercase())
}

/// Towns and lands whose names have several words and look like those of people.
#[rustfmt::skip]
static TOWNS: Words = Words::new(&[
    "new york", "new york city", "los angeles", "san francisco", "san diego", "san jose", "san josé", "san antonio", "san juan",
    "san salvador", "san sebastián", "san luis potosí", "santa fe", "santa fé", "santa cruz", "santa monica", "santa barbara",
    "santa catarina", "santo domingo", "são paulo", "sao paulo", "rio de janeiro", "belo horizonte", "porto alegre",
    "rio grande do sul", "minas gerais", "mato grosso", "espírito santo", "buenos aires", "mar del plata", "la plata", "la paz",
    "la habana", "la coruña", "a coruña", "las palmas", "palma de mallorca", "viña del mar", "nuevo león", "nueva york",
    "nueva delhi", "nova york", "nova iorque", "nova delhi", "ciudad de méxico", "ciudad juárez", "reino unido", "estados unidos",
    "mexico city", "panama city", "guatemala city", "kansas city", "oklahoma city", "salt lake city", "quezon city", "cebu city",
    "davao city", "vatican city", "kuwait city", "gaza city", "ho chi minh city", "las vegas", "new orleans", "new delhi",
    "new haven", "new jersey", "new hampshire", "new mexico", "new south wales", "new zealand", "hong kong", "kuala lumpur",
    "phnom penh", "tel aviv", "abu dhabi", "addis ababa", "cape town", "east london", "port elizabeth", "port harcourt",
    "port moresby", "port louis", "port of spain", "st louis", "st. louis", "saint louis", "st paul", "st. paul", "st petersburg",
    "st. petersburg", "saint petersburg", "palo alto", "menlo park", "mountain view", "long beach", "long island", "palm beach",
    "west palm beach", "baton rouge", "little rock", "fort worth", "fort lauderdale", "grand rapids", "green bay", "el paso",
    "el salvador", "el cairo", "washington dc", "washington d.c", "den haag", "le havre", "le mans", "la rochelle",
    "frankfurt am main", "frankfurt/main", "sankt gallen", "st. gallen", "sankt petersburg", "north carolina", "south carolina",
    "north dakota", "south dakota", "west virginia", "rhode island", "british columbia", "nova scotia", "south africa",
    "south korea", "north korea", "saudi arabia", "sri lanka", "costa rica", "puerto rico", "united kingdom", "united states",
    "united arab emirates", "northern ireland", "isle of man", "banda aceh", "bandar lampung", "tierra del fuego",
]);
