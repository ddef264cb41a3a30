//! Pages and flat texts in scripts and languages of which the gold has few, whole: what is kept is the article's text and nothing else.

use copydesk_core::{Decider, Document, Draft, Extractor, Origin, finish};
use copydesk_generic::Generic;

/// One article with what stands around it on a page.
struct Page {
    language: &'static str,
    menu: [&'static str; 4],
    title: &'static str,
    share: &'static str,
    text: [&'static str; 4],
    related: &'static str,
    foot: &'static str,
}

impl Page {
    /// Without a class or an element that tells anything.
    fn html(&self) -> String {
        let Self { language, menu, title, share, text, related, foot } = self;
        let menu = menu.map(|name| format!("<li><a href='/x'>{name}</a></li>")).concat();
        let teasers = [text[0], text[1]].map(|text| format!("<li><a href='/y'>{}</a></li>", teaser(text))).concat();
        let text = text.map(|text| format!("<p>{text}</p>")).concat();
        format!(
            "<html lang={language}><head><meta charset=utf-8><title>{title}</title></head><body><div class=a1><ul>{menu}</ul></div>\
             <div class=b2><h1>{title}</h1><div class=c3>{share}</div>{text}</div>\
             <div class=d4><b>{related}</b><ul>{teasers}</ul></div><div class=e5><p>{foot}</p></div></body></html>"
        )
    }

    fn flat(&self) -> String {
        let teasers: Vec<String> = self.text[..2].iter().map(|text| teaser(text)).collect();
        let Self { title, share, related, foot, .. } = self;
        let (menu, text) = (self.menu.join("\n"), self.text.join("\n\n"));
        format!("{menu}\n\n{title}\n{share}\n\n{text}\n\n{related}\n{}\n{foot}", teasers.join("\n"))
    }
}

/// The beginning of a text.
fn teaser(text: &str) -> String {
    text.chars().take(22).collect()
}

#[track_caller]
fn check(page: &Page) {
    let flat = page.flat();
    let html = page.html();
    let html =
        copydesk_html::HtmlDocument::read(html.as_bytes(), None, Origin::default(), &copydesk_html::Limits::default());
    let flat = copydesk_text::TextDocument::read(&flat, Origin::default(), &copydesk_text::Limits::default());
    let documents: [&dyn Document; 2] = [&html, &flat];
    for document in documents {
        let mut draft = Draft::new(document);
        draft.set_decider(Decider::GENERIC);
        Generic::new().amend(&mut draft).expect("the generic extractor amends any document");
        let article = finish(&draft, None).article;
        assert_eq!(article.text, page.text.join("\n\n"));
        assert_eq!(article.title.as_deref(), Some(page.title));
    }
}

#[test]
fn arabic() {
    check(&Page {
        language: "ar",
        menu: ["الرئيسية", "أخبار", "رياضة", "الطقس"],
        title: "نيس تعيد بناء سور الميناء",
        share: "شارك",
        text: [
            "قرر مجلس بلدة نيس يوم الأحد إعادة بناء سور الميناء بعد عشر سنوات من الخلاف. صوت تسعة أعضاء لصالح القرار وعارضه أربعة.",
            "تبدأ الأعمال في مايو وتستمر صيفين. تدفع المقاطعة ثلث التكاليف وتقترض البلدة الباقي.",
            "قال رئيس البلدية إن قوارب الصيد كانت تقضي الشتاء في الميناء المجاور وإن ذلك كلف الصيادين كثيرا.",
            "وقال للصحفيين بعد التصويت: لقد انتظرنا طويلا، والآن يمكننا أن نبدأ.",
        ],
        related: "اقرأ أيضا",
        foot: "جميع الحقوق محفوظة",
    });
}

#[test]
fn greek() {
    check(&Page {
        language: "el",
        menu: ["Αρχική", "Ειδήσεις", "Αθλητικά", "Καιρός"],
        title: "Το Νες ξαναχτίζει το τείχος του",
        share: "Κοινοποίηση",
        text: [
            "Το δημοτικό συμβούλιο του Νες αποφάσισε την Κυριακή να ξαναχτίσει το τείχος του λιμανιού, ύστερα από δέκα χρόνια διαφωνιών. Εννέα μέλη ψήφισαν υπέρ και τέσσερα κατά.",
            "Οι εργασίες αρχίζουν τον Μάιο και θα κρατήσουν δύο καλοκαίρια. Το ένα τρίτο πληρώνει η περιφέρεια, τα υπόλοιπα ο δήμος με δάνειο.",
            "Ο δήμαρχος είπε ότι τα καΐκια περνούσαν τον χειμώνα στο διπλανό λιμάνι και ότι αυτό κόστισε πολλά στους ψαράδες.",
            "«Περιμέναμε πάρα πολύ», είπε στους δημοσιογράφους, «τώρα μπορούμε να αρχίσουμε».",
        ],
        related: "Διαβάστε επίσης",
        foot: "Όροι χρήσης",
    });
}

#[test]
fn polish() {
    check(&Page {
        language: "pl",
        menu: ["Strona główna", "Wiadomości", "Sport", "Pogoda"],
        title: "Ness odbuduje mur portowy",
        share: "Udostępnij",
        text: [
            "Rada miasta Ness zdecydowała w niedzielę o odbudowie muru portowego, po dziesięciu latach sporów. Dziewięciu radnych było za, czterech przeciw.",
            "Prace zaczną się w maju i potrwają dwa lata. Jedną trzecią zapłaci powiat, resztę miasto weźmie na kredyt.",
            "Burmistrz powiedział, że kutry zimowały w sąsiednim porcie i że rybaków kosztowało to bardzo wiele.",
            "„Czekaliśmy zbyt długo”, powiedział dziennikarzom po głosowaniu, „teraz możemy zacząć”.",
        ],
        related: "Czytaj także",
        foot: "Polityka prywatności",
    });
}

#[test]
fn russian() {
    check(&Page {
        language: "ru",
        menu: ["Главная", "Новости", "Спорт", "Погода"],
        title: "Несс восстановит стену порта",
        share: "Поделиться",
        text: [
            "Совет города Несс в воскресенье решил восстановить стену порта после десяти лет споров. Девять членов совета проголосовали за, четверо были против.",
            "Работы начнутся в мае и продлятся два лета. Треть заплатит округ, остальное город возьмёт в долг.",
            "Мэр сказал, что рыбацкие суда зимовали в соседней гавани и что это обошлось рыбакам очень дорого.",
            "«Мы ждали слишком долго, — сказал он журналистам, — теперь можно начинать».",
        ],
        related: "Читайте также",
        foot: "Все права защищены",
    });
}

#[test]
fn chinese() {
    check(&Page {
        language: "zh",
        menu: ["首页", "新闻", "体育", "天气"],
        title: "内斯重建海港城墙",
        share: "分享到微博",
        text: [
            "内斯镇议会周日投票决定重建海港城墙，此前争论了整整十年。九人赞成，四人反对，并且说明了理由。",
            "工程将于五月开始，预计需要两个夏天才能完成。县政府承担三分之一的费用，其余部分由镇里借款。",
            "市长说，城墙倒塌以后，渔船冬天只能停在隔壁的港口，镇上的人为此付出了很多。",
            "“我们等得太久了，”他在会后对记者说，“现在终于可以开始了。”",
        ],
        related: "相关文章",
        foot: "版权所有 © 2023",
    });
}
