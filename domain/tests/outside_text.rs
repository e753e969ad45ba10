//! Texts from outside: what is nearly right neither panics nor reads back as something else.

use cartaviva_domain::codes::{AdministrationCode, Code};
use cartaviva_domain::people::{EmailAddress, PhoneNumber, TaxCode};
use cartaviva_domain::period::Period;
use cartaviva_domain::protocol::ProtocolNumber;
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_tax_code_is_read_back_as_it_is_written(
        start in "[A-Za-z]{6}[0-9]{2}[A-EHLMPRST](0[1-9]|[12][0-9]|4[1-9]|5[0-9])[A-Z][0-9L-NP-V]{3}",
        odd in "\\PC{0,20}",
    ) {
        let right: Vec<_> = (b'A'..=b'Z')
            .filter_map(|check| TaxCode::parse(&format!("{start}{}", char::from(check))).ok())
            .collect();
        prop_assert_eq!(right.len(), 1, "one check character is right");
        for code in right {
            prop_assert_eq!(code.as_str(), code.as_str().to_uppercase());
            prop_assert_eq!(TaxCode::parse(&code.as_str().to_lowercase()), Ok(code));
        }
        if let Ok(code) = TaxCode::parse(&odd) {
            prop_assert_eq!(TaxCode::parse(code.as_str()), Ok(code.clone()));
        }
    }

    #[test]
    fn a_period_is_read_back_as_it_is_written(
        text in "20[0-9]{2}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?",
        odd in "[0-9HQ-]{0,12}|\\PC{0,12}",
    ) {
        let period = Period::parse(&text).unwrap();
        prop_assert_eq!(period.to_string(), text);
        prop_assert!(period.first_day() <= period.last_day());
        if let Ok(period) = Period::parse(&odd) {
            prop_assert_eq!(Period::parse(&period.to_string()), Ok(period));
        }
    }

    #[test]
    fn codes_and_addresses_are_read_back_as_they_are_kept(odd in "[A-Za-z0-9_.@+ -]{0,40}|\\PC{0,40}") {
        if let Ok(code) = Code::parse(&odd) {
            prop_assert_eq!(Code::parse(code.as_str()), Ok(code.clone()));
        }
        if let Ok(code) = AdministrationCode::parse(&odd) {
            prop_assert_eq!(AdministrationCode::parse(code.as_str()), Ok(code.clone()));
        }
        if let Ok(address) = EmailAddress::parse(&odd) {
            prop_assert_eq!(EmailAddress::parse(address.as_str()), Ok(address.clone()));
        }
        if let Ok(number) = PhoneNumber::parse(&odd) {
            prop_assert_eq!(PhoneNumber::parse(number.as_str()), Ok(number.clone()));
        }
    }

    #[test]
    fn a_protocol_number_is_read_back_as_it_is_written_in_a_condition(
        year in 2000..2100_i32,
        counted in 1..9_999_999_i64,
        odd in "[0-9/+-]{0,40}|\\PC{0,20}",
    ) {
        let text = format!("{year:04}/{counted:07}");
        prop_assert_eq!(ProtocolNumber::read(&text).map(|read| read.to_string()), Some(text));
        let _read = ProtocolNumber::read(&odd);
    }
}
