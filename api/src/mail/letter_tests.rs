//! What letters say, whatever somebody wrote into a case.

use super::*;

fn told(kind: NoticeKind, audience: Audience) -> Told {
    Told {
        number: "2026/0000001 del venerdì 20 novembre 2026".to_owned(),
        procedure: "Segnalazione di disservizio".to_owned(),
        subject: "Sportello chiuso".to_owned(),
        ..Told::nothing(kind, audience, "Comune di Livorno")
    }
}

const KINDS: [NoticeKind; 19] = [
    NoticeKind::Receipt,
    NoticeKind::Forwarded,
    NoticeKind::CompletionAsked,
    NoticeKind::Suspended,
    NoticeKind::NoticeGiven,
    NoticeKind::Extended,
    NoticeKind::Answered,
    NoticeKind::Corrected,
    NoticeKind::Reopened,
    NoticeKind::DeadlineApproaching,
    NoticeKind::DeadlineMissed,
    NoticeKind::SuspensionOver,
    NoticeKind::ClaimWindowClosing,
    NoticeKind::RistoroClaimed,
    NoticeKind::RistoroGranted,
    NoticeKind::RistoroRefused,
    NoticeKind::VoucherExpiring,
    NoticeKind::VoucherExpired,
    NoticeKind::ReviewDue,
];

#[test]
fn every_letter_has_words_of_its_own_in_both_languages() {
    for audience in [Audience::Citizen, Audience::Office] {
        let mut seen = std::collections::HashSet::new();
        for kind in KINDS {
            for language in [Language::Italian, Language::English] {
                let letter = Letter::write(&told(kind, audience), language).unwrap();
                assert!(
                    letter.text.starts_with("Comune di Livorno\n\n"),
                    "{}",
                    letter.text
                );
                assert!(!letter.text.contains("\n\n\n"), "{}", letter.text);
                assert!(seen.insert(letter.text.clone()), "{kind:?}: {}", letter.text);
                assert!(seen.insert(letter.subject), "{kind:?}");
            }
        }
    }
}

#[test]
fn what_somebody_wrote_is_text_in_the_page_and_never_markup() {
    let mut told = told(NoticeKind::Answered, Audience::Citizen);
    told.answer = "<script>alert(1)</script> & \"così\"".to_owned();
    let letter = Letter::write(&told, Language::Italian).unwrap();
    assert!(letter.text.contains("<script>alert(1)</script> & \"così\""));
    assert!(!letter.html.contains("<script"), "{}", letter.html);
    assert!(letter.html.contains("&#38; &#34;così&#34;"), "{}", letter.html);
}

#[test]
fn the_subject_is_one_line_whatever_a_title_holds() {
    let mut told = Told::nothing(
        NoticeKind::ReviewDue,
        Audience::Office,
        "Comune\r\nBcc: a@example.it",
    );
    told.charter = "Carta\n dell'URP".to_owned();
    let letter = Letter::write(&told, Language::Italian).unwrap();
    assert_eq!(
        letter.subject,
        "Comune Bcc: a@example.it: revisione della carta – Carta dell'URP"
    );
}

#[test]
fn the_page_and_the_text_say_the_same() {
    for kind in KINDS {
        let letter = Letter::write(&told(kind, Audience::Citizen), Language::English).unwrap();
        for paragraph in letter.text.trim_end().split("\n\n") {
            let escaped = paragraph
                .replace('&', "&#38;")
                .replace('"', "&#34;")
                .replace('\'', "&#39;");
            assert!(
                letter.html.contains(&escaped),
                "{kind:?}: {paragraph}\n{}",
                letter.html
            );
        }
    }
}
