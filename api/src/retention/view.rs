//! Holds and disposals as those who keep the papers see them.

use cartaviva_domain::calendar::Calendar;
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::retention::{Disposal, LegalHold};
use cartaviva_persistence::Conn;
use cartaviva_persistence::retention::{self, Candidate};
use serde::Serialize;
use utoipa::ToSchema;

use super::plan::Plan;
use crate::bounded::{Code, Day, Id, Int, Line, Link, List, Moment, Paragraph};
use crate::links::Links;
use crate::problem::ApiError;

/// How many of the cases that are due are listed.
const LISTED: i64 = 100;

/// How many cases at most.
type Count = Int<0, 9_007_199_254_740_991>;

/// What keeps a case from being disposed of.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = LegalHold)]
pub struct LegalHoldView {
    /// Its id.
    pub id: Id,
    /// Why.
    pub reason: Paragraph<3, 2000>,
    /// The act that orders it.
    pub act: Line<1, 300>,
    /// When it was placed.
    pub placed_at: Moment,
}

impl LegalHoldView {
    /// A hold, on the clock of the administration.
    pub(super) fn of(hold: &LegalHold, calendar: &Calendar) -> Self {
        Self {
            id: hold.id.0.to_string().into(),
            reason: hold.reason.as_str().into(),
            act: hold.act.as_str().into(),
            placed_at: Moment(calendar.local(hold.placed_at)),
        }
    }
}

/// A disposal: what it is ordered by, what it took and what is still due.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Disposal)]
pub struct DisposalView {
    /// Its id; absent where it was only tried.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The act of the administration that orders it.
    pub act: Line<1, 300>,
    /// The authorisation of the Soprintendenza (D.Lgs. 42/2004 art. 21).
    pub authorisation: Line<1, 300>,
    /// The procedure.
    pub procedure: Code,
    /// It takes the cases that were to be kept until this day or an earlier one.
    pub until: Day,
    /// Whether it was only tried: nothing was changed.
    pub dry_run: bool,
    /// When it was ordered; absent where it was only tried.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ordered_at: Option<Moment>,
    /// When it had taken every case that it could; absent while some are left: it is then to be continued.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<Moment>,
    /// How many cases it has taken.
    pub disposed: Count,
    /// How many cases are due now; absent once it has finished.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Count>,
    /// How many cases are kept by a legal hold alone; absent once it has finished.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<Count>,
    /// The first hundred of the cases that are due now, those that ended first in front; none once it has finished.
    pub items: List<DueCase, 100>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: DisposalLinks,
}

/// A case that is due for disposal.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DueCase {
    /// Its id.
    pub id: Id,
    /// The day of the last thing that happened to it: the years are counted from it.
    pub ended_on: Day,
    /// The last day on which it was to be kept.
    pub kept_until: Day,
}

/// The links of a disposal.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DisposalLinks {
    /// The disposal itself, or the disposals where it was only tried.
    #[serde(rename = "self")]
    pub this: Link,
    /// Where it is continued; absent when nothing is left to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub continuation: Option<Link>,
    /// What stays of the cases that it took; absent where it was only tried.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cases: Option<Link>,
}

impl DisposalView {
    /// A disposal that was ordered, with what it took; what is still due is told while it is not finished.
    pub(super) fn ordered(
        db: &mut Conn,
        administration: &AdministrationCode,
        disposal: &Disposal,
        plan: Option<&Plan>,
        links: &Links,
    ) -> Result<Self, ApiError> {
        let own = own_path(administration, disposal);
        let left = plan.filter(|_| disposal.finished_at.is_none());
        Ok(Self {
            id: Some(disposal.id.0.to_string().into()),
            dry_run: false,
            ordered_at: Some(Moment(disposal.ordered_at)),
            finished_at: disposal.finished_at.map(Moment),
            disposed: retention::disposed_count(db, administration, disposal.id)?.into(),
            links: DisposalLinks {
                this: links.to(&own),
                continuation: left.map(|_| links.to(&format!("{own}/continuation"))),
                cases: Some(links.to(&format!("{own}/cases"))),
            },
            ..Self::of(db, administration, disposal, left, links)?
        })
    }

    /// What a disposal would take.
    pub(super) fn tried(
        db: &mut Conn,
        plan: &Plan,
        disposal: &Disposal,
        links: &Links,
    ) -> Result<Self, ApiError> {
        Self::of(db, &plan.administration, disposal, Some(plan), links)
    }

    fn of(
        db: &mut Conn,
        administration: &AdministrationCode,
        disposal: &Disposal,
        plan: Option<&Plan>,
        links: &Links,
    ) -> Result<Self, ApiError> {
        let (mut due, mut held, mut items) = (None, None, Vec::new());
        if let Some(plan) = plan {
            let found = retention::candidates(db, plan.candidates(), None, LISTED)?;
            items = found.iter().filter_map(|case| DueCase::of(case, plan)).collect();
            due = Some(retention::due_count(db, plan.candidates())?.into());
            held = Some(retention::held_count(db, plan.candidates())?.into());
        }
        Ok(Self {
            id: None,
            act: disposal.act.as_str().into(),
            authorisation: disposal.authorisation.as_str().into(),
            procedure: disposal.procedure.as_str().into(),
            until: Day(disposal.until),
            dry_run: true,
            ordered_at: None,
            finished_at: None,
            disposed: 0.into(),
            due,
            held,
            items: items.into(),
            links: DisposalLinks {
                this: links.to(&format!("/administrations/{administration}/disposals")),
                continuation: None,
                cases: None,
            },
        })
    }
}

impl DueCase {
    fn of(case: &Candidate, plan: &Plan) -> Option<Self> {
        let ended_on = plan.calendar.date_of(case.ended_at);
        Some(Self {
            id: case.id.0.to_string().into(),
            ended_on: Day(ended_on),
            kept_until: Day(plan.retention.last_day(ended_on)?),
        })
    }
}

/// The path of a disposal in the contract.
pub(super) fn own_path(administration: &AdministrationCode, disposal: &Disposal) -> String {
    format!("/administrations/{administration}/disposals/{}", disposal.id.0)
}
