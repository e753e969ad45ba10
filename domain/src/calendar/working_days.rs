//! Which dates are holidays, which are working days, and why.

use super::closure::{Closure, MonthDay};
use super::{Calendar, DayKind, LegalHoliday, national_holiday};
use time::{Date, Weekday};

impl Calendar {
    /// Why a term does not end on a date (art. 2963 c. 3 c.c.), or `None` when it may.
    #[must_use]
    pub fn legal_holiday(&self, date: Date) -> Option<LegalHoliday> {
        if let Some(holiday) = national_holiday(date).filter(|_| self.national) {
            return Some(LegalHoliday::National(holiday));
        }
        if self.is_declared(date) {
            return Some(LegalHoliday::Declared);
        }
        (date.weekday() == Weekday::Sunday).then_some(LegalHoliday::Sunday)
    }

    /// Whether a date is a working day, or else the first reason why it is not: the weekday, a national holiday,
    /// a declared one, the patron saint, special hours, a closure.
    #[must_use]
    pub fn day_kind(&self, date: Date) -> DayKind {
        if !self.working_days.contains(date.weekday()) {
            return DayKind::WeeklyRest;
        }
        if let Some(holiday) = national_holiday(date).filter(|_| self.national) {
            return DayKind::NationalHoliday(holiday);
        }
        if self.is_declared(date) {
            return DayKind::DeclaredHoliday;
        }
        if self.is_patron(date) {
            return DayKind::PatronSaintDay;
        }
        if self.special.get(&date).is_some_and(Vec::is_empty) {
            return DayKind::SpecialClosing;
        }
        if self.closures_of(date).any(Closure::is_whole_day) {
            return DayKind::Closure;
        }
        DayKind::Working
    }

    /// Whether a date is a working day.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> bool {
        self.day_kind(date) == DayKind::Working
    }

    pub(super) fn is_declared(&self, date: Date) -> bool {
        self.declared.binary_search(&date).is_ok()
    }

    pub(super) fn is_patron(&self, date: Date) -> bool {
        self.patron == Some(MonthDay::of(date))
    }

    /// The closures that concern a date. Special hours of the date set aside those declared for more than that day.
    pub(super) fn closures_of(&self, date: Date) -> impl Iterator<Item = &Closure> {
        let has_special_hours = self.special.contains_key(&date);
        self.closures
            .iter()
            .filter(move |closure| closure.concerns(date) && (closure.is_for_one_day() || !has_special_hours))
    }
}
