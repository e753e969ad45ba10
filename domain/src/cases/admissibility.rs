//! What a procedure asks of who writes, channel by channel.

use super::{Channel, Refusal};
use crate::people::Reporter;
use crate::procedures::{Procedure, Requirement};

/// Whether a submission can be considered: by its channel, and by what is known of who writes.
///
/// # Errors
/// The first rule that refuses: the channel, anonymity, then each requirement in the order of the procedure.
pub fn admit(procedure: &Procedure, channel: Channel, reporter: &Reporter) -> Result<(), Refusal> {
    let source = procedure.channels_source.clone();
    let Some(rule) = procedure.channels.iter().find(|rule| rule.channel == channel) else {
        return Err(Refusal::ChannelNotAccepted { channel, source });
    };
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

fn is_given(requirement: Requirement, reporter: &Reporter) -> bool {
    match requirement {
        Requirement::Name => reporter.is_named(),
        Requirement::Address => reporter.address.is_some(),
        Requirement::Phone => reporter.phone.is_some(),
        Requirement::Contact => reporter.has_contact(),
        Requirement::TaxCode => reporter.tax_code.is_some(),
    }
}
