//! Which cases a list is to hold, and in what order.

use cartaviva_domain::calendar::Calendar;
use cartaviva_domain::cases::Status;
use cartaviva_domain::codes;
use cartaviva_domain::protocol::ProtocolNumber;
use cartaviva_persistence::cases::{Assigned, Filter, Late, Sort};
use cartaviva_persistence::search::{self, QueryFault};
use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use crate::auth::Principal;
use crate::bounded::{
    ChannelWord, Code, Commas, Day, Line, OutcomeWord, ProtocolNumber as ProtocolNumberText, StatusWord,
    WaitingForWord,
};
use crate::extract::parsed;
use crate::language::Bilingual;
use crate::page::{Cursor, Limit};
use crate::problem::{ApiError, FieldError, ProblemCode};

/// Some of the ways in which cases stand.
pub type Statuses = Commas<StatusWord, 20>;

/// Which cases are wanted: every condition that is given must hold.
#[derive(Debug, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CasesQuery {
    /// How many at most.
    #[validate(nested)]
    pub limit: Option<Limit>,
    /// Where the page begins. A cursor holds for the conditions and the order with which it was given.
    #[validate(nested)]
    pub cursor: Option<Cursor>,
    /// In what order; the newest first when it is not given.
    #[param(inline)]
    pub sort: Option<CaseSort>,
    /// What is looked for in subject and description: words in any form, `"words as they are"`, `begin*`, and `-` before what
    /// must not be there. Case and accents do not count. No name of a person: that is looked for by `search_cases`.
    #[param(example = "sportello \"orario di apertura\" -mensa")]
    #[validate(nested)]
    pub q: Option<Line<1, 200>>,
    /// Of this office.
    #[validate(nested)]
    pub office: Option<Code>,
    /// Of this procedure.
    #[validate(nested)]
    pub procedure: Option<Code>,
    /// About this service.
    #[validate(nested)]
    pub service: Option<Code>,
    /// That arrived so.
    pub channel: Option<ChannelWord>,
    /// That stand in one of these ways, with commas between them.
    #[param(inline, style = Form, explode = false)]
    #[validate(nested)]
    pub status: Option<Statuses>,
    /// That were decided so.
    pub outcome: Option<OutcomeWord>,
    /// That are still to be dealt with, or have ended.
    pub open: Option<bool>,
    /// That the caller, or nobody, is in charge of.
    #[param(inline, example = "me")]
    pub assignee: Option<CaseAssignee>,
    /// That wait for this.
    #[param(inline)]
    pub waiting_for: Option<WaitingForWord>,
    /// On which something is due on this day or after it.
    pub due_from: Option<Day>,
    /// On which something is due on this day or before it.
    pub due_to: Option<Day>,
    /// That are late, as something on them is overdue; or are not.
    pub late: Option<bool>,
    /// That have this number in the protocol register.
    #[param(example = "2026/0000123")]
    #[validate(nested)]
    pub protocol_number: Option<ProtocolNumberText>,
    /// That arrived on this day or after it.
    pub received_from: Option<Day>,
    /// That arrived on this day or before it.
    pub received_to: Option<Day>,
}

/// How a list of cases is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CaseSort {
    /// By arrival, the newest first.
    #[default]
    Newest,
    /// By arrival, the oldest first: first come, first served.
    Oldest,
    /// By what is due on the case, the next first; a case on which nothing is due is not in the list.
    Due,
}

/// Who is in charge of a case, as seen by who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CaseAssignee {
    /// Who asks.
    Me,
    /// Nobody.
    Nobody,
}

impl CaseSort {
    /// The order as the store knows it.
    pub(super) fn of_store(self) -> Sort {
        match self {
            Self::Newest => Sort::Newest,
            Self::Oldest => Sort::Oldest,
            Self::Due => Sort::Due,
        }
    }
}

impl CasesQuery {
    /// What is asked for, within what the caller's roles reach; nothing when the two exclude each other. Days are those of
    /// the administration's calendar.
    pub(super) fn filter(
        &self,
        who: &Principal,
        calendar: &Calendar,
        now: OffsetDateTime,
    ) -> Result<Option<Filter>, ApiError> {
        let asked = code("/office", self.office.as_ref())?;
        let own = who
            .confined_to()
            .map(|own| parsed("/office", codes::Code::parse(own)))
            .transpose()?;
        let office = match (asked, own) {
            (Some(asked), Some(own)) if asked != own => return Ok(None),
            (asked, own) => asked.or(own),
        };
        let statuses = self.statuses();
        if statuses.is_empty() && (self.open.is_some() || self.status.is_some()) {
            return Ok(None);
        }
        Ok(Some(Filter {
            office,
            procedure: code("/procedure", self.procedure.as_ref())?,
            service: code("/service", self.service.as_ref())?,
            channel: self.channel.map(|word| word.0),
            statuses,
            outcome: self.outcome.map(|word| word.0),
            assigned: self.assignee.map(|assignee| match assignee {
                CaseAssignee::Me => Assigned::To(who.subject.clone()),
                CaseAssignee::Nobody => Assigned::Nobody,
            }),
            waiting_for: self.waiting_for.map(|word| word.0),
            due_from: self.due_from.map(|day| calendar.midnight(day.0)),
            due_before: self.due_to.map(|day| calendar.end_of_day(day.0)),
            late: self.late.map(|wanted| Late::at(now, wanted)),
            received_from: self.received_from.map(|day| calendar.midnight(day.0)),
            received_before: self.received_to.map(|day| calendar.end_of_day(day.0)),
            protocol: self
                .protocol_number
                .as_ref()
                .and_then(|text| ProtocolNumber::read(text.as_str())),
            search: self.search()?,
        }))
    }

    /// The ways in which a case may stand; none when any will do, or none will.
    fn statuses(&self) -> Vec<Status> {
        let named: Vec<_> = match (&self.status, self.open) {
            (None, None) => return Vec::new(),
            (None, Some(_)) => Status::ALL.to_vec(),
            (Some(words), _) => words.as_slice().iter().map(|word| word.0).collect(),
        };
        let fits = |status: &Status| self.open.is_none_or(|open| status.is_open() == open);
        named.into_iter().filter(fits).collect()
    }

    fn search(&self) -> Result<Option<search::Query>, ApiError> {
        let read = self.q.as_ref().map(|q| search::Query::parse(q.as_str()));
        read.transpose()
            .map_err(|fault| refused("q", "words", no_words(fault)))
    }
}

/// A parameter that cannot be what it is.
pub(super) fn refused(parameter: &str, code: &'static str, detail: Bilingual) -> ApiError {
    let field = FieldError {
        pointer: format!("/{parameter}"),
        code: code.into(),
        detail: detail.clone(),
    };
    ApiError::saying(ProblemCode::InvalidQuery, detail).with_fields(vec![field])
}

/// Why words are not enough to look for.
pub(super) fn no_words(fault: QueryFault) -> Bilingual {
    match fault {
        QueryFault::Empty => {
            Bilingual::new("La ricerca non contiene parole.", "There is no word to look for.")
        }
        QueryFault::OnlyUnwanted => Bilingual::new(
            "La ricerca dice solo che cosa escludere: serve almeno una parola da trovare.",
            "Only what must not be there is given: at least one word to find is needed.",
        ),
    }
}

fn code(pointer: &str, code: Option<&Code>) -> Result<Option<codes::Code>, ApiError> {
    code.map(|code| parsed(pointer, codes::Code::parse(code.as_str())))
        .transpose()
}

/// The conditions and the order of a list in few letters: the same for the same, whatever the order in which they are
/// written. A cursor carries them, so that it is of no use in another list.
pub(super) fn fingerprint(path: &str, query: &str) -> String {
    let mut pairs: Vec<_> = form_urlencoded::parse(query.as_bytes())
        .filter(|(name, _)| !matches!(name.as_ref(), "limit" | "cursor"))
        .collect();
    pairs.sort();
    let written = form_urlencoded::Serializer::new(format!("{path}?"))
        .extend_pairs(pairs)
        .finish();
    let digest = Sha256::digest(written.as_bytes());
    BASE64URL_NOPAD.encode(digest.first_chunk::<9>().map_or(&[], <[u8; 9]>::as_slice))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_known_by_its_conditions_and_its_order_alone() {
        let of = |query| fingerprint("/cases", query);
        assert_eq!(
            of("office=urp&sort=oldest"),
            of("sort=oldest&limit=3&cursor=x&office=urp")
        );
        assert_eq!(of("q=a%20b"), of("q=a+b"));
        assert_ne!(of("office=urp"), of("office=roads"));
        assert_ne!(of("office=urp"), of("procedure=urp"));
        assert_ne!(of(""), of("sort=oldest"));
        assert_ne!(of(""), fingerprint("/others", ""));
    }
}
