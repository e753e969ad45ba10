//! What happened to a case, as staff read it and as whoever presented it may.

use std::collections::BTreeMap;

use cartaviva_domain::cases::{Assignee, Changes, DueChange, Event, Happening};
use cartaviva_domain::codes;
use cartaviva_domain::deadline::Due;
use cartaviva_persistence::{Conn, offices};
use serde::Serialize;
use utoipa::ToSchema;

use super::file::CaseFile;
use super::recomputed::RecomputedView;
use super::view::moment;
use crate::bounded::{Code, Day, Id, Int, Line, List, Moment, Paragraph, StatusWord};
use crate::language::Language;
use crate::problem::ApiError;

/// Something that happened to a case, as staff read it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CaseEvent)]
pub struct EventView {
    /// Its id.
    pub id: Id,
    /// Its place among the events of the case.
    pub sequence: Int<1, 2_147_483_647>,
    /// What happened.
    pub kind: Line<1, 64>,
    /// When it happened.
    pub occurred_at: Moment,
    /// When it was recorded.
    pub recorded_at: Moment,
    /// The role in which somebody did it.
    pub role: Line<1, 64>,
    /// What happened, in a sentence or two: what whoever presented the case reads, or what a note says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Paragraph<1, 20_000>>,
    /// The deadline that a changed calendar moved, where that is what happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recomputed: Option<RecomputedView>,
    /// Who did it: the subject of their token; absent for who acted without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Line<1, 200>>,
    /// Whether whoever presented the case may read it.
    pub is_public: bool,
    /// What it changed; absent where it changed none of this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<ChangesView>,
}

/// Something that happened to a case, as whoever presented it reads it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TrackedEvent {
    /// Its id.
    pub id: Id,
    /// Its place among the events of the case.
    pub sequence: Int<1, 2_147_483_647>,
    /// What happened.
    pub kind: Line<1, 64>,
    /// When it happened.
    pub occurred_at: Moment,
    /// When it was recorded.
    pub recorded_at: Moment,
    /// The role in which somebody did it.
    pub role: Line<1, 64>,
    /// What happened, in a sentence or two.
    pub text: Paragraph<1, 20_000>,
    /// The deadline that a changed calendar moved, where that is what happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recomputed: Option<RecomputedView>,
}

/// What an event changed: before it and after it. What did not change is absent.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CaseChanges)]
pub struct ChangesView {
    /// Where the case stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<StatusChange>,
    /// The office that has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<OfficeChange>,
    /// Who is in charge of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee: Option<AssigneeChange>,
    /// When its terms are due.
    pub due_dates: List<DueDateChange, 20>,
}

/// Where a case stood and stands.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StatusChange {
    /// Before.
    pub before: StatusWord,
    /// After.
    pub after: StatusWord,
}

/// Which office had a case and has it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OfficeChange {
    /// Before.
    pub before: Code,
    /// After.
    pub after: Code,
}

/// Who was in charge of a case and is.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AssigneeChange {
    /// Before; absent for nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Line<1, 200>>,
    /// After; absent for nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Line<1, 200>>,
}

/// When a term was due and is.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DueDateChange {
    /// The term.
    pub term: Code,
    /// The last day before; absent where it did not run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_on_before: Option<Day>,
    /// The last moment before; absent where it did not run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at_before: Option<Moment>,
    /// The last day after; absent where it does not run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_on_after: Option<Day>,
    /// The last moment after; absent where it does not run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at_after: Option<Moment>,
}

/// The names of the offices of an administration, by their codes.
pub(crate) struct OfficeNames(BTreeMap<codes::Code, String>);

impl OfficeNames {
    /// Reads them.
    pub(crate) fn read(db: &mut Conn, administration: &codes::AdministrationCode) -> Result<Self, ApiError> {
        let offices = offices::list(db, administration)?;
        Ok(Self(
            offices
                .into_iter()
                .map(|office| (office.value.code, office.value.name.to_string()))
                .collect(),
        ))
    }

    fn name(&self, code: &codes::Code) -> String {
        self.0.get(code).cloned().unwrap_or_else(|| code.to_string())
    }
}

impl TrackedEvent {
    /// An event as whoever presented the case reads it; nothing where they may not.
    pub(crate) fn of(
        file: &CaseFile,
        event: &Event,
        names: &OfficeNames,
        language: Language,
    ) -> Option<Self> {
        let text = event.happening.told(language, &|code| names.name(code))?;
        Some(Self {
            id: event.id.0.to_string().into(),
            sequence: i64::from(event.sequence).into(),
            kind: event.happening.kind().into(),
            occurred_at: moment(file, event.moment.occurred_at()),
            recorded_at: moment(file, event.moment.recorded_at()),
            role: event.actor.role.as_str().into(),
            text: text.as_str().into(),
            recomputed: RecomputedView::of(&event.happening),
        })
    }
}

impl EventView {
    /// The same without the accounts of those who worked on the case, for whoever it is about.
    pub(crate) fn without_accounts(self) -> Self {
        let changes = self.changes.map(|changes| ChangesView {
            assignee: None,
            ..changes
        });
        Self {
            by: None,
            changes,
            ..self
        }
    }

    /// An event of a case with what it changed.
    pub(crate) fn of(
        file: &CaseFile,
        event: &Event,
        changes: &Changes,
        names: &OfficeNames,
        language: Language,
    ) -> Self {
        let told = event.happening.told(language, &|code| names.name(code));
        let is_public = told.is_some();
        let note = match &event.happening {
            Happening::Noted { text, .. } => Some(text.to_string()),
            _ => None,
        };
        Self {
            id: event.id.0.to_string().into(),
            sequence: i64::from(event.sequence).into(),
            kind: event.happening.kind().into(),
            occurred_at: moment(file, event.moment.occurred_at()),
            recorded_at: moment(file, event.moment.recorded_at()),
            role: event.actor.role.as_str().into(),
            text: told.or(note).map(|text| text.as_str().into()),
            recomputed: RecomputedView::of(&event.happening),
            by: event.actor.subject.as_deref().map(Into::into),
            is_public,
            changes: (!changes.is_empty()).then(|| ChangesView::of(changes)),
        }
    }
}

impl ChangesView {
    fn of(changes: &Changes) -> Self {
        let assignee = |who: &Option<Assignee>| who.as_ref().map(|who| who.as_str().into());
        Self {
            status: changes.status.map(|(before, after)| StatusChange {
                before: before.into(),
                after: after.into(),
            }),
            office: changes.office.as_ref().map(|(before, after)| OfficeChange {
                before: before.as_str().into(),
                after: after.as_str().into(),
            }),
            assignee: changes.assignee.as_ref().map(|(before, after)| AssigneeChange {
                before: assignee(before),
                after: assignee(after),
            }),
            due_dates: changes
                .due
                .iter()
                .map(DueDateChange::of)
                .collect::<Vec<_>>()
                .into(),
        }
    }
}

impl DueDateChange {
    fn of(change: &DueChange) -> Self {
        let on = |due: &Option<Due>| due.as_ref().map(|due| Day(due.due_on));
        let at = |due: &Option<Due>| due.as_ref().map(|due| Moment(due.due_at));
        Self {
            term: change.term.as_str().into(),
            due_on_before: on(&change.before),
            due_at_before: at(&change.before),
            due_on_after: on(&change.after),
            due_at_after: at(&change.after),
        }
    }
}
