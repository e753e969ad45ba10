//! Why something cannot be done with the redress of a case.

use crate::deadline::date_phrase;
use crate::language::Language;
use crate::text::Source;
use time::Date;

/// Why a redress cannot be asked for, refused, granted, handed out or returned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It was asked for already, and the request was not refused.
    AlreadyClaimed,
    /// The time for asking is over.
    ClaimedTooLate {
        /// The last day that was left.
        last_day: Date,
        /// Where that is written.
        source: Source,
    },
    /// Nobody asked for it: there is no request to refuse.
    NothingClaimed,
    /// The request was refused already.
    AlreadyRefused,
    /// One is granted already.
    AlreadyGranted,
    /// None was granted.
    NothingGranted,
    /// The voucher is another one.
    UnknownVoucher,
    /// The voucher has expired.
    VoucherExpired {
        /// The last day on which it was good.
        last_day: Date,
    },
    /// It was handed out already.
    AlreadyDelivered,
    /// It was returned.
    AlreadyReturned,
}

impl Refusal {
    /// The rule that refuses, as a stable code.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        match self {
            Self::AlreadyClaimed => "already_claimed",
            Self::ClaimedTooLate { .. } => "claimed_in_time",
            Self::NothingClaimed => "nothing_claimed",
            Self::AlreadyRefused => "already_refused",
            Self::AlreadyGranted => "one_grant_per_case",
            Self::NothingGranted => "nothing_granted",
            Self::UnknownVoucher => "unknown_voucher",
            Self::VoucherExpired { .. } => "voucher_expired",
            Self::AlreadyDelivered => "already_delivered",
            Self::AlreadyReturned => "already_returned",
        }
    }

    /// Where the rule is written, beyond the rules of every case.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        match self {
            Self::ClaimedTooLate { source, .. } => Some(source.as_str()),
            _ => None,
        }
    }

    /// The refusal in a plain sentence.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let (italian, english) = match self {
            Self::ClaimedTooLate { last_day, .. } => {
                let day = date_phrase(*last_day, language);
                return language.pick(
                    format!("Il tempo per chiedere il ristoro è scaduto: l'ultimo giorno era {day}."),
                    format!("The time for asking for the redress is over: the last day was {day}."),
                );
            }
            Self::VoucherExpired { last_day } => {
                let day = date_phrase(*last_day, language);
                return language.pick(
                    format!("Il buono è scaduto: l'ultimo giorno era {day}."),
                    format!("The voucher has expired: the last day was {day}."),
                );
            }
            Self::AlreadyClaimed => (
                "Il ristoro è già stato chiesto.",
                "The redress was asked for already.",
            ),
            Self::NothingClaimed => (
                "Nessuno ha chiesto il ristoro: non c'è una richiesta da respingere.",
                "Nobody asked for the redress: there is no request to refuse.",
            ),
            Self::AlreadyRefused => (
                "La richiesta di ristoro è già stata respinta.",
                "The request for the redress was refused already.",
            ),
            Self::AlreadyGranted => (
                "Per questa pratica è già stato concesso un ristoro.",
                "A redress was already granted for this case.",
            ),
            Self::NothingGranted => (
                "Per questa pratica non è stato concesso alcun ristoro.",
                "No redress was granted for this case.",
            ),
            Self::UnknownVoucher => (
                "Il codice del buono non è quello del ristoro concesso.",
                "The code is not that of the voucher of the redress.",
            ),
            Self::AlreadyDelivered => (
                "Il ristoro è già stato consegnato.",
                "The redress was handed out already.",
            ),
            Self::AlreadyReturned => ("Il ristoro è stato restituito.", "The redress was returned."),
        };
        language.pick(italian, english).to_owned()
    }
}
