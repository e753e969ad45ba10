//! Which cases a disposal may take: by the class of the plan that covers its procedure today.

use cartaviva_domain::calendar::Calendar;
use cartaviva_domain::codes::{AdministrationCode, Code};
use cartaviva_domain::retention::Retention;
use cartaviva_persistence::retention::Candidates;
use cartaviva_persistence::{Conn, calendars, procedures};
use time::{Date, OffsetDateTime};

use crate::language::Bilingual;
use crate::problem::{ApiError, RefusedRule};

/// What a disposal goes by.
pub(super) struct Plan {
    pub(super) administration: AdministrationCode,
    procedure: Code,
    pub(super) retention: Retention,
    pub(super) calendar: Calendar,
    /// It takes the cases to which the last thing happened before this moment.
    before: OffsetDateTime,
}

impl Plan {
    /// The plan for the cases of a procedure that were to be kept until a day or an earlier one.
    ///
    /// # Errors
    /// 422 when there is no such procedure, no class of the plan covers it or its class keeps it for ever, or when the day
    /// has not passed.
    pub(super) fn of(
        db: &mut Conn,
        administration: &AdministrationCode,
        procedure: &Code,
        until: Date,
        now: OffsetDateTime,
    ) -> Result<Self, ApiError> {
        let found = procedures::find(db, administration, procedure)?.ok_or_else(no_procedure)?;
        let history = calendars::history(db, administration, Some(&found.value.office))?;
        let calendar = history.last().calendar.clone();
        if until >= calendar.date_of(now) {
            return Err(not_passed());
        }
        let retention = found.value.retention.clone().ok_or_else(no_class)?;
        let last = retention
            .ended_by(until)
            .ok_or_else(|| kept_for_ever(&retention))?;
        let next = last.next_day().ok_or_else(|| kept_for_ever(&retention))?;
        Ok(Self {
            administration: administration.clone(),
            procedure: procedure.clone(),
            before: calendar.midnight(next),
            retention,
            calendar,
        })
    }

    /// The cases that it takes.
    pub(super) fn candidates(&self) -> Candidates<'_> {
        Candidates {
            administration: &self.administration,
            procedure: &self.procedure,
            before: self.before,
        }
    }
}

fn no_procedure() -> ApiError {
    ApiError::field(
        "/procedure",
        "unknown",
        Bilingual::new(
            "L'ente non ha questo procedimento.",
            "The administration has no such procedure.",
        ),
    )
}

fn refused(rule: &str, detail: Bilingual, source: &str) -> ApiError {
    let rule = RefusedRule {
        rule: rule.to_owned(),
        detail: detail.clone(),
        source: source.to_owned(),
    };
    ApiError::refused(detail, vec![rule])
}

fn no_class() -> ApiError {
    let detail = Bilingual::new(
        "Nessuna classe del piano di conservazione copre il procedimento: le sue pratiche si conservano.",
        "No class of the retention plan covers the procedure: its cases are kept.",
    );
    refused("no_retention_class", detail, "D.P.R. 445/2000 art. 68")
}

fn kept_for_ever(retention: &Retention) -> ApiError {
    let detail = Bilingual::new(
        "Le pratiche del procedimento si conservano per sempre.",
        "The cases of the procedure are kept for ever.",
    );
    refused("kept_for_ever", detail, retention.source.as_str())
}

fn not_passed() -> ApiError {
    let detail = Bilingual::new(
        "Si scartano soltanto le pratiche il cui tempo di conservazione è già passato.",
        "Only cases whose time has passed are disposed of.",
    );
    refused("until_not_passed", detail, "D.Lgs. 42/2004 art. 21 c. 1 lett. d")
}
