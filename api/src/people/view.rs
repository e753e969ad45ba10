//! Who presented a case, as those who may read it see it, and who read it.

use cartaviva_domain::calendar::Calendar;
use cartaviva_domain::people::{Correction, Identity, Reporter};
use cartaviva_persistence::readings::Reading;
use serde::Serialize;
use utoipa::ToSchema;

use crate::bounded::{
    Code, EmailAddress, FormFields, Id, Line, List, Moment, Paragraph, PhoneNumber, TaxCode,
};
use crate::words::LanguageWord;

/// Who presented a case.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReporterView {
    /// The language in which they want to be written to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageWord>,
    /// Given name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_name: Option<Line<1, 100>>,
    /// Family name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family_name: Option<Line<1, 100>>,
    /// Tax code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_code: Option<TaxCode>,
    /// Email address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    /// Certified email address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certified_email: Option<EmailAddress>,
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<PhoneNumber>,
    /// Home address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Line<1, 300>>,
    /// What they wrote in the fields of the form that may say who somebody is.
    pub fields: FormFields,
}

/// Who presented a case, with every correction.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ReporterIdentity)]
pub struct IdentityView {
    /// Whether nobody is known to have presented it.
    pub anonymous: bool,
    /// What holds now.
    pub reporter: ReporterView,
    /// What was written first; absent where nothing was corrected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<ReporterView>,
    /// The corrections, in order.
    pub corrections: List<CorrectionView, 100>,
}

/// A correction of who presented a case (Regulation (EU) 2016/679 art. 16).
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ReporterCorrection)]
pub struct CorrectionView {
    /// Its id.
    pub id: Id,
    /// What is right: only what it corrects.
    pub reporter: ReporterView,
    /// On what it rests.
    pub reason: Paragraph<3, 2000>,
    /// When it was recorded.
    pub recorded_at: Moment,
    /// The role in which it was recorded.
    pub role: Line<1, 64>,
}

/// A reading of a person's data, as the person sees it: when, what, why, in which role and for which office, not by whom
/// (Regulation (EU) 2016/679 art. 15; Court of Justice of the EU, C-579/21).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReadingForPerson {
    /// When.
    pub at: Moment,
    /// What was read.
    pub what: Line<1, 200>,
    /// The role of whoever read it.
    pub role: Line<1, 64>,
    /// The office for which they read it; absent for who acts for the whole administration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<Code>,
    /// Why; absent for what was read before it was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Line<1, 64>>,
}

impl ReporterView {
    /// Who presented a case.
    fn of(reporter: &Reporter) -> Self {
        Self {
            language: reporter.language.map(Into::into),
            given_name: reporter.given_name.as_ref().map(|name| name.as_str().into()),
            family_name: reporter.family_name.as_ref().map(|name| name.as_str().into()),
            tax_code: reporter.tax_code.as_ref().map(|code| code.as_str().into()),
            email: reporter.email.as_ref().map(|address| address.as_str().into()),
            certified_email: reporter
                .certified_email
                .as_ref()
                .map(|address| address.as_str().into()),
            phone: reporter.phone.as_ref().map(|number| number.as_str().into()),
            address: reporter.address.as_ref().map(|address| address.as_str().into()),
            fields: reporter
                .fields
                .iter()
                .map(|(code, text)| (code.as_str(), text.as_str()))
                .collect(),
        }
    }
}

impl IdentityView {
    /// Who presented a case, on the clock of the administration.
    pub(super) fn of(identity: &Identity, calendar: &Calendar) -> Self {
        let current = identity.current();
        let corrected = !identity.corrections.is_empty();
        let corrections = identity.corrections.iter();
        Self {
            anonymous: current.is_anonymous(),
            reporter: ReporterView::of(&current),
            first: corrected.then(|| ReporterView::of(&identity.first)),
            corrections: corrections
                .map(|correction| CorrectionView::of(correction, calendar))
                .collect(),
        }
    }
}

impl CorrectionView {
    /// A correction, on the clock of the administration.
    pub(super) fn of(correction: &Correction, calendar: &Calendar) -> Self {
        Self {
            id: correction.id.0.to_string().into(),
            reporter: ReporterView::of(&correction.reporter),
            reason: correction.reason.as_str().into(),
            recorded_at: Moment(calendar.local(correction.recorded_at)),
            role: correction.role.as_str().into(),
        }
    }
}

impl ReadingForPerson {
    /// A reading, on the clock of the administration.
    pub(crate) fn of(reading: Reading, calendar: &Calendar) -> Self {
        Self {
            at: Moment(calendar.local(reading.at)),
            what: reading.what.into(),
            role: reading.role.into(),
            office: reading.office.map(Into::into),
            reason: reading.reason.map(Into::into),
        }
    }
}
