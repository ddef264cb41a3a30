//! Names of months and weekdays with their short forms and inflections, in lower case, without a final point.

use std::sync::LazyLock;

use crate::text::table::Table;

/// The longest name that is looked up, in bytes.
const MAX_NAME: usize = 48;

/// The month (1 to 12) of a name, in the languages of [`MONTHS`]. A name that means different months in two languages
/// is read by the language given (two letters of BCP 47).
pub(super) fn month(word: &str, language: Option<[u8; 2]>) -> Option<i8> {
    static NAMES: LazyLock<Table<i8>> = LazyLock::new(|| {
        let rows = MONTHS.iter().zip(1_i8..);
        Table::with_values(rows.flat_map(|(row, month)| row.split_whitespace().map(move |name| (name, month))))
    });
    if word.len() < 2 || word.len() > MAX_NAME {
        return None;
    }
    if word.is_ascii() && language != Some(*b"hr") {
        return NAMES.get_in_any_case(word).copied();
    }
    let lower = word.to_lowercase();
    if language == Some(*b"hr") && matches!(lower.as_str(), "listopad" | "listopada") {
        return Some(10);
    }
    // In Hebrew the word "in" is written together with the month.
    NAMES.get(lower.as_str()).or_else(|| NAMES.get(lower.strip_prefix('ב')?)).copied()
}

/// The month of a name of two words, as the Levant says January, October, November and December, Irish September and
/// October, Mongolian November and December.
pub(super) fn month_of_two(first: &str, second: &str) -> Option<i8> {
    match (first, second) {
        ("كانون", "الثاني" | "ثاني") => Some(1),
        ("Meán" | "Mheán", "Fómhair") => Some(9),
        ("تشرين", "الأول" | "الاول" | "أول") | ("Deireadh" | "Dheireadh", "Fómhair") => Some(10),
        ("تشرين", "الثاني" | "ثاني") | ("арван" | "Арван", "нэгдүгээр") => Some(11),
        ("كانون", "الأول" | "الاول" | "أول") | ("арван" | "Арван", "хоёрдугаар") => {
            Some(12)
        }
        _ => None,
    }
}

/// The month of a Thai short form, whose two parts a point parts: `ก.พ.`.
pub(super) fn month_of_initials(first: &str, second: &str) -> Option<i8> {
    const INITIALS: [(&str, &str); 12] = [
        ("ม", "ค"),
        ("ก", "พ"),
        ("มี", "ค"),
        ("เม", "ย"),
        ("พ", "ค"),
        ("มิ", "ย"),
        ("ก", "ค"),
        ("ส", "ค"),
        ("ก", "ย"),
        ("ต", "ค"),
        ("พ", "ย"),
        ("ธ", "ค"),
    ];
    INITIALS.iter().position(|pair| *pair == (first, second)).map(|at| at as i8 + 1)
}

/// The number of a month as Vietnamese says it after `tháng`.
pub(super) fn vietnamese_number(word: &str) -> Option<i8> {
    const NUMBERS: [&str; 10] = ["một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    let lower = word.to_lowercase();
    if lower == "giêng" {
        return Some(1);
    }
    NUMBERS.iter().position(|name| *name == lower).map(|at| at as i8 + 1)
}

/// Each row: English, German, French, Spanish, Italian, Portuguese, Dutch, Danish, Norwegian, Swedish, Icelandic, Finnish,
/// Estonian, Latvian, Lithuanian, Polish, Czech, Slovak, Slovene, Croatian, Serbian, Bosnian, Macedonian, Bulgarian,
/// Romanian, Hungarian, Albanian, Greek, Turkish, Azerbaijani, Uzbek, Russian, Ukrainian, Belarusian, Kazakh, Catalan,
/// Galician, Basque, Indonesian, Malay, Filipino, Swahili, Georgian, Armenian, Hebrew, Arabic (Egypt, Levant, Maghreb),
/// Persian, Urdu, Hindi, Bengali, Tamil and Thai: as dates have them, and in their plain form. Behind them Afrikaans,
/// Marathi, Nepali, Gujarati, Telugu, Kannada, Malayalam, Punjabi, Mongolian, Welsh, Irish, and Greek as capitals leave it.
pub(super) const MONTHS: [&str; 12] = [
    "january jan januar jänner jän januari janvier janv enero ene gennaio gen genn janeiro jan januar janúar tammikuuta \
     tammikuu tammi jaanuar jaan janvāris janvārī janvāra sausio sausis saus stycznia styczeń sty stycz ledna leden led január \
     januára januarja siječnja siječanj sij јануар јануара јан јануари януари яну ianuarie ian január jan janar ιανουαρίου \
     ιανουάριος ιαν γενάρη ocak oca yanvar yanv января январь янв січня січень січ студзеня студзень қаңтар қаңтардың gener xaneiro \
     urtarrila urtarrilaren urtarrilak enero januari იანვარი იანვარს იანვრის հունվարի հունվար ינואר يناير جانفي ژانویه جنوری \
     जनवरी জানুয়ারি জানুয়ারী ஜனவரி มกราคม \
     januara januarie जानेवारी જાન્યુઆરી జనవరి ಜನವರಿ ജനുവരി ਜਨਵਰੀ нэгдүгээр ionawr eanáir ιανουαριου ιανουαριος",
    "february feb februar februari feber février févr fév fevrier febrero febbraio febbr fevereiro fev febrúar helmikuuta \
     helmikuu helmi veebruar veebr februāris februārī februāra febr vasario vasaris vas lutego luty lut února únor úno februára \
     februarja veljače veljača velj фебруар фебруара феб фебруари февруари фев februarie február shkurt shk φεβρουαρίου \
     φεβρουάριος φεβ φλεβάρη şubat şub fevral февраля февраль февр лютого лютий лют лютага люты ақпан febrer febreiro \
     otsaila otsailaren otsailak pebruari peb pebrero თებერვალი თებერვალს თებერვლის փետրվարի փետրվար פברואר فبراير \
     شباط فيفري فوریه فروری फरवरी फ़रवरी फ़रवरी ফেব্রুয়ারি ফেব্রুয়ারী பிப்ரவரி กุมภาพันธ์ \
     februara फेब्रुवारी फेब्रुअरी ફેબ્રુઆરી ఫిబ్రవరి ಫೆಬ್ರವರಿ ಫೆಬ್ರುವರಿ ഫെബ്രുവരി ਫਰਵਰੀ ਫ਼ਰਵਰੀ ਫ਼ਰਵਰੀ хоёрдугаар \
     chwefror feabhra φεβρουαριου φεβρουαριος",
    "march mar märz mär mrz maerz mars maart mrt marzo março marco marts maaliskuuta maaliskuu maalis märts martā marta kovo kovas \
     marca marzec marz března březen bře marec ožujka ožujak ožu март марта мар martie március márc mart μαρτίου \
     μάρτιος μαρ μάρτη mart марта березня березень бер сакавіка сакавік наурыз març martxoa martxoaren martxoak maret mac \
     marso machi მარტი მარტს მარტის մարտի մարտ מרץ מרס مارس آذار اذار مارچ मार्च মার্চ மார்ச் มีนาคม \
     માર્ચ మార్చి ಮಾರ್ಚ್ മാർച്ച് ਮਾਰਚ гуравдугаар mawrth márta mhárta μαρτιου μαρτιος",
    "april apr avril avr abril abr aprile apríl huhtikuuta huhtikuu huhti aprill aprīlis aprīlī aprīļa balandžio balandis bal \
     kwietnia kwiecień kwi kwiec dubna duben dub apríla aprila travnja travanj tra април априла апр aprilie április ápr prill \
     απριλίου απρίλιος απρ απρίλη nisan nis aprel апреля апрель квітня квітень квіт красавіка красавік сәуір apirila \
     apirilaren apirilak აპრილი აპრილს აპრილის ապրիլի ապրիլ אפריל أبريل ابريل إبريل نيسان أفريل افريل آوریل اپریل अप्रैल এপ্রিল \
     ஏப்ரல் เมษายน \
     एप्रिल अप्रिल એપ્રિલ ఏప్రిల్ ಏಪ್ರಿಲ್ ഏപ്രിൽ ഏപ്രില് ਅਪ੍ਰੈਲ дөрөвдүгээр ebrill aibreán aibreáin απριλιου \
     απριλιος",
    "may mai mayo maggio mag magg maio mei maj maí toukokuuta toukokuu touko maijs maijā maija gegužės gegužė geg maja května květen \
     kvě máj mája svibnja svibanj svi мај маја мај май мая mai május máj μαΐου μάιος μαϊ μαίου μάη mayıs травня травень трав мая \
     мамыр maig maiatza maiatzaren maiatzak mei mayo mei მაისი მაისს მაისის մայիսի մայիս מאי مايو أيار ايار ماي مه می مئی मई মে மே \
     พฤษภาคม \
     मे મે మే ಮೇ മേയ് മെയ് ਮਈ тавдугаар bealtaine bhealtaine μαιου μαϊου μαιος μαϊος",
    "june jun juni juin junio giugno giu junho júní kesäkuuta kesäkuu kesä juuni juun jūnijs jūnijā jūnija jūn birželio birželis birž \
     czerwca czerwiec cze czerw června červen čvn jún júna junija junij lipnja lipanj јун јуна јуни юни iunie iun június jún \
     qershor ιουνίου ιούνιος ιουν ιούνη haziran haz iyun июня июнь июн червня червень черв чэрвеня чэрвень маусым juny xuño ekaina \
     ekainaren ekainak hunyo juni ივნისი ივნისს ივნისის հունիսի հունիս יוני يونيو يونيه حزيران جوان ژوئن جون जून জুন ஜூன் มิถุนายน \
     juna junie जुन જૂન జూన్ ಜೂನ್ ജൂൺ ജൂണ് ਜੂਨ зургаадугаар зургадугаар mehefin meitheamh mheitheamh meithimh \
     ιουνιου ιουνιος",
    "july jul juli juillet juil julio luglio lug julho júlí heinäkuuta heinäkuu heinä juuli juul jūlijs jūlijā jūlija jūl liepos liepa \
     lipca lipiec lip července červenec čvc júl júla julija julij srpnja srpanj јул јула јули юли iulie iul július júl korrik \
     ιουλίου ιούλιος ιουλ ιούλη temmuz tem iyul июля июль июл липня липень лип ліпеня ліпень шілде juliol xullo uztaila uztailaren \
     uztailak julai hulyo julai ივლისი ივლისს ივლისის հուլիսի հուլիս יולי يوليو يوليه تموز جويلية ژوئیه ژوئيه جولای جولائی \
     जुलाई জুলাই ஜூலை กรกฎาคม \
     jula julie जुलै જુલાઈ జులై జూలై ಜುಲೈ ജൂലൈ ਜੁਲਾਈ долдугаар долоодугаар gorffennaf iúil ιουλιου ιουλιος",
    "august aug août aout aoû agosto ago augustus augusti ágúst elokuuta elokuu elo augusts augustā augusta rugpjūčio rugpjūtis rugp \
     sierpnia sierpień sie sierp srpna srpen srp augusta avgusta avgust kolovoza kolovoz kol август августа авг aug ауг augusztus \
     aug gusht αυγούστου αύγουστος αυγ ağustos ağu avqust серпня серпень серп жніўня жнівень тамыз agost abuztua abuztuaren \
     abuztuak agustus agt agu ogos agosti აგვისტო აგვისტოს օգոստոսի օգոստոս אוגוסט أغسطس اغسطس آب أوت اوت اگست अगस्त আগস্ট ஆகஸ்ட் \
     สิงหาคม \
     ऑगस्ट अगस्ट ઓગસ્ટ ઑગસ્ટ ఆగస్టు ఆగష్టు ಆಗಸ್ಟ್ ഓഗസ്റ്റ് ആഗസ്റ്റ് ਅਗਸਤ наймдугаар awst lúnasa αυγουστου αυγουστος",
    "september sep sept septembre septiembre setiembre settembre set sett setembro syyskuuta syyskuu syys septembris septembrī \
     septembra rugsėjo rugsėjis rugs września wrzesień wrz wrześ září zář septembra rujna rujan ruj септембар септембра сеп септември \
     септ septembrie szeptember szept shtator σεπτεμβρίου σεπτέμβριος σεπ σεπτ σεπτέμβρη eylül eyl sentyabr sentabr сентября \
     сентябрь сен сент вересня вересень вер верасня верасень қыркүйек setembre iraila irailaren irailak setyembre septemba \
     სექტემბერი სექტემბერს სექტემბრის սեպտեմբերի սեպտեմբեր ספטמבר سبتمبر أيلول ايلول سپتامبر ستمبر सितंबर सितम्बर সেপ্টেম্বর \
     செப்டம்பர் กันยายน \
     सप्टेंबर सेप्टेम्बर સપ્ટેમ્બર సెప్టెంబర్ సెప్టెంబరు ಸೆಪ್ಟೆಂಬರ್ സെപ്റ്റംബർ സെപ്റ്റംബര് ਸਤੰਬਰ есдүгээр medi \
     σεπτεμβριου σεπτεμβριος",
    "october oct oktober okt octobre octubre ottobre ott outubro out október lokakuuta lokakuu loka oktoober oktobris oktobrī \
     oktobra spalio spalis spal października październik paź paźdz října říjen říj októbra oktobra октобар октобра окт \
     октомври octombrie október tetor οκτωβρίου οκτώβριος οκτ οκτώβρη ekim eki oktyabr oktabr октября октябрь жовтня жовтень жовт \
     кастрычніка кастрычнік қазан octubre urria urriaren urriak oktubre oktoba ოქტომბერი ოქტომბერს ოქტომბრის հոկտեմբերի \
     հոկտեմբեր אוקטובר أكتوبر اكتوبر اکتبر اکتوبر अक्टूबर अक्तूबर অক্টোবর அக்டோபர் ตุลาคม \
     ऑक्टोबर अक्टोबर ઓક્ટોબર ઑક્ટોબર అక్టోబర్ అక్టోబరు ಅಕ್ಟೋಬರ್ ഒക്ടോബർ ഒക്ടോബര് ਅਕਤੂਬਰ аравдугаар hydref οκτωβριου \
     οκτωβριος",
    "november nov novembre noviembre novembro nóvember marraskuuta marraskuu marras novembris novembrī novembra lapkričio lapkritis \
     lapkr listopada listopad lis listopadu novembra novembra studenog studenoga studeni stu новембар новембра нов ноември ное \
     noiembrie noi nëntor nën νοεμβρίου νοέμβριος νοε νοέμβρη kasım kas noyabr ноября ноябрь ноя нояб листопада листопад лист \
     лістапада лістапад қараша azaroa azaroaren azaroak nobyembre nopember novemba ნოემბერი ნოემბერს ნოემბრის նոյեմբերի նոյեմբեր \
     נובמבר نوفمبر نوامبر نومبر नवंबर नवम्बर নভেম্বর நவம்பர் พฤศจิกายน \
     नोव्हेंबर नोभेम्बर નવેમ્બર నవంబర్ నవంబరు ನವೆಂಬರ್ നവംബർ നവംബര് ਨਵੰਬਰ tachwedd samhain shamhain samhna νοεμβριου \
     νοεμβριος",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro desember des detsember dets joulukuuta joulukuu \
     joulu decembris decembrī decembra gruodžio gruodis gruod grudnia grudzień gru grudz prosince prosinec pro decembra \
     prosinca prosinac децембар децембра дец декември дек decembrie dhjetor dhj δεκεμβρίου δεκέμβριος δεκ δεκέμβρη aralık ara \
     dekabr декабря декабрь грудня грудень груд снежня снежань желтоқсан desembre decembro abendua abenduaren abenduak disyembre \
     desemba დეკემბერი დეკემბერს დეკემბრის դեկտեմբերի դեկտեմբեր דצמבר ديسمبر دسامبر دسمبر दिसंबर दिसम्बर ডিসেম্বর டிசம்பர் ธันวาคม \
     डिसेंबर डिसेम्बर ડિસેમ્બર డిసెంబర్ డిసెంబరు ಡಿಸೆಂಬರ್ ഡിസംബർ ഡിസംബര് ਦਸੰਬਰ rhagfyr nollaig nollag δεκεμβριου \
     δεκεμβριος",
];

/// Whether a word is the sign of a weekday, as Chinese, Japanese and Korean set it in brackets behind a day.
pub(super) fn is_weekday_sign(word: &str) -> bool {
    const SIGNS: &str = "月火水木金土日祝一二三四五六월화수목금토일";
    let mut letters = word.chars();
    letters.next().is_some_and(|letter| SIGNS.contains(letter)) && letters.next().is_none()
}

/// Whether a word is the name of a weekday, or its short form.
pub(super) fn is_weekday(word: &str) -> bool {
    static NAMES: LazyLock<Table> = LazyLock::new(|| Table::of(WEEKDAYS.split_whitespace()));
    NAMES.get_in_any_case(word).is_some()
}

const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun \
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so \
lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim lunes martes miércoles jueves viernes sábado domingo \
mié jue vie sáb dom lunedì martedì mercoledì giovedì venerdì sabato domenica gio sab segunda feira terça quarta quinta sexta \
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag mandag tirsdag onsdag torsdag fredag lørdag søndag \
måndag tisdag lördag söndag maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai maanantaina tiistaina keskiviikkona \
torstaina perjantaina lauantaina sunnuntaina poniedziałek wtorek środa czwartek piątek sobota niedziela pondělí úterý středa \
čtvrtek pátek neděle pondelok utorok streda štvrtok piatok nedeľa ponedjeljak utorak srijeda četvrtak petak subota nedjelja \
luni marți miercuri joi vineri sâmbătă duminică hétfő kedd szerda csütörtök péntek szombat vasárnap pazartesi salı çarşamba \
perşembe cuma cumartesi pazar senin selasa rabu kamis jumat sabtu minggu понедельник вторник среда четверг пятница суббота \
воскресенье пн вт ср чт пт сб вс понеділок вівторок середа четвер п'ятниця субота неділя понеделник сряда четвъртък петък събота неделя \
δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή 星期一 星期二 星期三 星期四 星期五 星期六 星期日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 \
월요일 화요일 수요일 목요일 금요일 토요일 일요일 الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد יום ראשון שני שלישי רביעי חמישי שישי שבת \
dilluns dimarts dimecres dijous divendres dissabte diumenge pirmdien otrdien trešdien ceturtdien piektdien sestdien svētdien \
pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis sekmadienis esmaspäev teisipäev kolmapäev neljapäev \
reede laupäev pühapäev thứ hai ba tư năm sáu bảy chủ nhật δευτερα τριτη τεταρτη πεμπτη παρασκευη σαββατο κυριακη \
星期天 周一 周二 周三 周四 周五 周六 周日 週一 週二 週三 週四 週五 週六 週日 सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार";
