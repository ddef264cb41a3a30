//! Month names and their short forms, in lower case, without a final point.

/// The month (1 to 12) of a name, in the languages of Europe that copydesk meets most.
pub(super) fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches(['.', ',']);
    if word.len() < 3 || word.len() > 24 {
        return None;
    }
    let lower = word.to_lowercase();
    MONTHS.iter().position(|names| names.split(' ').any(|name| name == lower)).map(|at| at as i8 + 1)
}

/// Each row: English, German, French, Spanish, Italian, Portuguese, Dutch, Danish, Norwegian, Swedish, Finnish,
/// Polish, Czech, Turkish, Indonesian, Russian, Ukrainian, Greek; names in the form that dates use.
const MONTHS: [&str; 12] = [
    "january jan januar jänner januari janvier janv enero ene gennaio gen janeiro tammikuuta stycznia ledna ocak января янв січня ιανουαρίου ιαν",
    "february feb februar februari février févr fév febrero febbraio fevereiro fev helmikuuta lutego února şubat pebruari февраля фев лютого φεβρουαρίου φεβ",
    "march mar märz mär mrz mars maart marts marzo março maaliskuuta marca března mart maret марта мар березня μαρτίου μαρ",
    "april apr avril avr abril abr aprile huhtikuuta kwietnia dubna nisan апреля апр квітня απριλίου απρ",
    "may mai mayo maggio mag maio mei maj toukokuuta maja května mayıs мая май травня μαΐου μαϊ",
    "june jun juni juin junio giugno giu junho kesäkuuta czerwca června haziran июня июн червня ιουνίου ιουν",
    "july jul juli juillet juil julio luglio lug julho heinäkuuta lipca července temmuz июля июл липня ιουλίου ιουλ",
    "august aug août aoû agosto ago augustus augusti elokuuta sierpnia srpna ağustos agustus августа авг серпня αυγούστου αυγ",
    "september sep sept septembre septiembre settembre set setembro syyskuuta września září eylül сентября сен сент вересня σεπτεμβρίου σεπ",
    "october oct oktober okt octobre octubre ottobre ott outubro out lokakuuta października října ekim октября окт жовтня οκτωβρίου οκτ",
    "november nov novembre noviembre novembro marraskuuta listopada listopadu kasım ноября ноя листопада νοεμβρίου νοε",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro joulukuuta grudnia prosince aralık desember des декабря дек грудня δεκεμβρίου δεκ",
];

/// Whether a word is the name of a weekday (English, German, French, Spanish, Italian), or its short form.
pub(super) fn is_weekday(word: &str) -> bool {
    let lower = word.trim_end_matches(['.', ',']).to_lowercase();
    WEEKDAYS.split(' ').any(|name| name == lower)
}

const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun \
montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so \
lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo \
lunedì martedì mercoledì giovedì venerdì sabato domenica";
