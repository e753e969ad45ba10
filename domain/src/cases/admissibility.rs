//! What a procedure asks of who writes, channel by channel, and of what is written.

use super::{Details, Refusal, Submission};
use crate::codes::Code;
use crate::people::Reporter;
use crate::procedures::{ChannelRule, FieldFault, FieldFaultKind, Procedure, Requirement, Unproved};

/// Whether a submission can be considered: by its channel, by what is known of who writes and how surely, by what was
/// written in the form. What was found is what the case keeps of it, with what is still missing.
///
/// # Errors
/// The first rule that refuses: the channel, anonymity, each requirement in the order of the procedure, the proof of
/// identity, then every field of the form that is refused.
pub fn admit(procedure: &Procedure, submission: &Submission) -> Result<Details, Refusal> {
    let source = procedure.channels_source.clone();
    let channel = submission.channel;
    let Some(rule) = procedure.channel(channel) else {
        return Err(Refusal::ChannelNotAccepted { channel, source });
    };
    named(procedure, rule, &submission.reporter)?;
    let mut missing = Vec::from_iter(proved(procedure, rule, submission)?);
    missing.extend(filled_in(procedure, submission)?);
    let (fields, _) = procedure.set_apart(&submission.fields);
    Ok(Details {
        identification: submission.identification,
        fields,
        missing,
    })
}

/// Whether who writes says of themselves what is asked.
fn named(procedure: &Procedure, rule: &ChannelRule, reporter: &Reporter) -> Result<(), Refusal> {
    let source = procedure.channels_source.clone();
    if !rule.requires.is_empty() && reporter.is_anonymous() {
        return Err(Refusal::Anonymous { source });
    }
    match rule
        .requires
        .iter()
        .find(|requirement| !is_given(**requirement, reporter))
    {
        Some(requirement) => Err(Refusal::Missing {
            requirement: *requirement,
            source,
        }),
        None => Ok(()),
    }
}

/// Whether who writes proved who they are; the proof that is missing, where it may be brought later.
fn proved(
    procedure: &Procedure,
    rule: &ChannelRule,
    submission: &Submission,
) -> Result<Option<Code>, Refusal> {
    let identification = submission.identification;
    let asked = rule
        .identity
        .as_ref()
        .filter(|asked| !asked.is_met(identification));
    let Some(asked) = asked else {
        return Ok(None);
    };
    if asked.unproved == Unproved::AskedFor || submission.incomplete {
        return Ok(Code::parse(Procedure::IDENTITY).ok());
    }
    let source = procedure.channels_source.clone();
    Err(match asked.level {
        Some(level) if asked.is_too_low(identification) => Refusal::AssuranceTooLow { level, source },
        _ => Refusal::IdentityNotProved {
            rule: asked.clone(),
            source,
        },
    })
}

/// Whether the form is filled in as asked; the fields that are missing, where it is known to be incomplete.
fn filled_in(procedure: &Procedure, submission: &Submission) -> Result<Vec<Code>, Refusal> {
    let missing = procedure.missing_fields(&submission.fields);
    let mut faults = procedure
        .check_fields(&submission.fields)
        .err()
        .unwrap_or_default();
    if !submission.incomplete {
        faults.extend(missing.iter().map(|field| FieldFault {
            field: field.clone(),
            what: FieldFaultKind::Missing,
        }));
    }
    if faults.is_empty() {
        Ok(missing)
    } else {
        Err(Refusal::Fields(faults))
    }
}

fn is_given(requirement: Requirement, reporter: &Reporter) -> bool {
    match requirement {
        Requirement::Name => reporter.is_named(),
        Requirement::Address => reporter.address.is_some(),
        Requirement::Phone => reporter.phone.is_some(),
        Requirement::Contact => reporter.has_contact(),
        Requirement::TaxCode => reporter.tax_code.is_some(),
    }
}

#[cfg(test)]
#[path = "admissibility_tests.rs"]
mod tests;
