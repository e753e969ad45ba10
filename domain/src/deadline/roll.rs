//! The last day moves off a day on which the term may not end.

use super::advance::{Position, Recorder, day_step};
use super::days::{LONGEST_PAUSE, covered, following};
use super::refusal::Member;
use super::step::StepKind;
use super::{Direction, Refusal, Roll, SkippedDay, Term, Unit};
use crate::calendar::{Calendar, DayKind};
use time::Date;

/// Where a term ends, by its roll policy. What ends at an instant does not move.
pub(super) fn roll(
    calendar: &Calendar,
    term: Term,
    end: Position,
    recorder: &mut impl Recorder,
) -> Result<Position, Refusal> {
    let Position::Day(from) = end else { return Ok(end) };
    let direction = term.direction();
    let (mut to, mut moves) = (from, 0);
    while excluded(calendar, term, to).is_some() {
        to = covered(following(to, direction), Member::Amount)?;
        moves += 1;
        if moves > LONGEST_PAUSE {
            return Err(Refusal::NoWorkingDay);
        }
    }
    if from == to {
        let kind = calendar.day_kind(from);
        if kind != DayKind::Working {
            recorder.record(|| {
                day_step(
                    from,
                    StepKind::LastDayStands {
                        on: from,
                        kind,
                        roll: term.roll(),
                    },
                )
            });
        }
    } else {
        recorder.record(|| {
            let skipped = passed_over(calendar, term, from, to);
            let moved = StepKind::LastDayMoved {
                from,
                to,
                skipped,
                roll: term.roll(),
                direction,
            };
            day_step(to, moved)
        });
    }
    Ok(Position::Day(to))
}

/// Why the term may not end on a day.
fn excluded(calendar: &Calendar, term: Term, date: Date) -> Option<DayKind> {
    match term.roll() {
        Roll::None => None,
        Roll::NextWorkingDay => Some(calendar.day_kind(date)).filter(|kind| *kind != DayKind::Working),
        Roll::NextNonHoliday if term.unit() == Unit::WorkingDays && calendar.is_working_day(date) => None,
        Roll::NextNonHoliday => calendar.legal_holiday(date).map(DayKind::from),
    }
}

fn passed_over(calendar: &Calendar, term: Term, from: Date, to: Date) -> Vec<SkippedDay> {
    let mut skipped = Vec::new();
    let mut next = Some(from);
    while let Some(date) = next.filter(|date| *date != to) {
        if let Some(kind) = excluded(calendar, term, date) {
            skipped.push(SkippedDay { date, kind });
        }
        next = match term.direction() {
            Direction::Forward => date.next_day(),
            Direction::Backward => date.previous_day(),
        };
    }
    skipped
}
