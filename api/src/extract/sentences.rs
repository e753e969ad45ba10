//! Why a field is refused, in both languages. The codes are validator's own and those of `bounded`.

use validator::ValidationError;

use crate::language::Bilingual;

/// The sentence for a fault that `validate` found.
pub(super) fn refusal(fault: &ValidationError) -> Bilingual {
    let bound = |name: &str| fault.params.get(name).map(ToString::to_string);
    match fault.code.as_ref() {
        "length" => between(bound("min"), bound("max"), "caratteri", "characters"),
        "items" => between(bound("min"), bound("max"), "elementi", "items"),
        "range" => range(bound("min"), bound("max")),
        "line" => Bilingual::new(
            "Serve un testo su una riga sola, non vuoto e senza caratteri di controllo.",
            "A text on one line is needed, not blank and without control characters.",
        ),
        "paragraph" => Bilingual::new(
            "Serve un testo non vuoto e senza caratteri di controllo oltre ad a capo e tabulazione.",
            "A text is needed that is not blank and has no control characters besides line breaks and tabs.",
        ),
        "code" => Bilingual::new(
            "Un codice ha lettere minuscole e cifre, in parole unite da singoli trattini.",
            "A code has lower-case letters and digits, in words joined by single hyphens.",
        ),
        "sha256" => Bilingual::new(
            "Serve una SHA-256 in esadecimale minuscolo: 64 caratteri.",
            "A SHA-256 in lower-case hexadecimal is needed: 64 characters.",
        ),
        "administration_code" => Bilingual::new(
            "Il codice di un ente ha lettere, cifre, «_» e «-».",
            "An administration's code has letters, digits, '_' and '-'.",
        ),
        "email" => Bilingual::new("Serve un indirizzo e-mail.", "An e-mail address is needed."),
        "phone" => Bilingual::new(
            "Serve un numero di telefono: cifre, spazi, «.», «/», «-», con «+» solo all'inizio.",
            "A telephone number is needed: digits, blanks, '.', '/', '-', with '+' only at the start.",
        ),
        "tax_code" => Bilingual::new(
            "Serve un codice fiscale: 16 lettere e cifre, oppure 11 cifre.",
            "A tax code is needed: 16 letters and digits, or 11 digits.",
        ),
        "token" => Bilingual::new(
            "Sono ammessi lettere, cifre, «_» e «-».",
            "Letters, digits, '_' and '-' are allowed.",
        ),
        "link" => Bilingual::new("Serve un indirizzo web assoluto.", "An absolute URI is needed."),
        "id" => Bilingual::new("Serve un UUID.", "A UUID is needed."),
        "digits" => Bilingual::new("Serve un numero in cifre.", "A number in digits is needed."),
        "protocol_number" => Bilingual::new(
            "Serve un numero di protocollo con il suo anno, come 2026/0000123.",
            "A protocol number with its year is needed, such as 2026/0000123.",
        ),
        "etag" => Bilingual::new("Serve un ETag tra virgolette.", "An ETag in quotes is needed."),
        "required" => Bilingual::new("Il campo è necessario.", "The field is needed."),
        _ => fault.message.clone().map_or_else(not_allowed, Bilingual::same),
    }
}

fn not_allowed() -> Bilingual {
    Bilingual::new("Il valore non è ammesso.", "The value is not allowed.")
}

fn between(min: Option<String>, max: Option<String>, it: &str, en: &str) -> Bilingual {
    match (min, max) {
        (Some(min), Some(max)) => Bilingual::new(
            format!("Servono da {min} a {max} {it}."),
            format!("{min} to {max} {en} are needed."),
        ),
        (Some(min), None) => Bilingual::new(
            format!("Servono almeno {min} {it}."),
            format!("At least {min} {en} are needed."),
        ),
        (None, Some(max)) => Bilingual::new(
            format!("Sono ammessi al più {max} {it}."),
            format!("At most {max} {en} are allowed."),
        ),
        (None, None) => not_allowed(),
    }
}

fn range(min: Option<String>, max: Option<String>) -> Bilingual {
    match (min, max) {
        (Some(min), Some(max)) => Bilingual::new(
            format!("Il valore va da {min} a {max}."),
            format!("The value must be from {min} to {max}."),
        ),
        (Some(min), None) => Bilingual::new(
            format!("Il valore è almeno {min}."),
            format!("The value must be at least {min}."),
        ),
        (None, Some(max)) => Bilingual::new(
            format!("Il valore è al più {max}."),
            format!("The value must be at most {max}."),
        ),
        (None, None) => not_allowed(),
    }
}
