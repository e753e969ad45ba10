//! How surely a token knows whom it is about: the claim `acr` of SPID and CIE, and of eIDAS.

use cartaviva_domain::people::AssuranceLevel;

/// The names of the levels, lowest first: SPID's, which CIE uses too; those of Regulation (EU) 2015/1502; the short ones that
/// portals hand on.
const NAMES: [[&str; 3]; 4] = [
    [
        "https://www.spid.gov.it/SpidL1",
        "https://www.spid.gov.it/SpidL2",
        "https://www.spid.gov.it/SpidL3",
    ],
    [
        "http://eidas.europa.eu/LoA/low",
        "http://eidas.europa.eu/LoA/substantial",
        "http://eidas.europa.eu/LoA/high",
    ],
    ["SpidL1", "SpidL2", "SpidL3"],
    ["CieL1", "CieL2", "CieL3"],
];

/// The level that a claim names; none for a name that is not known to be one.
#[must_use]
pub(super) fn level(claim: &str) -> Option<AssuranceLevel> {
    NAMES.iter().find_map(|names| {
        let place = names.iter().position(|name| name.eq_ignore_ascii_case(claim))?;
        AssuranceLevel::try_from(u8::try_from(place + 1).ok()?).ok()
    })
}

/// The name of a level in a token of this installation.
#[must_use]
pub(crate) fn name(level: AssuranceLevel) -> &'static str {
    let [spid, ..] = NAMES;
    let [low, substantial, high] = spid;
    match level {
        AssuranceLevel::Low => low,
        AssuranceLevel::Substantial => substantial,
        AssuranceLevel::High => high,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_levels_of_spid_of_cie_and_of_eidas_are_known_and_no_others() {
        assert_eq!(
            level("https://www.spid.gov.it/SpidL2"),
            Some(AssuranceLevel::Substantial)
        );
        assert_eq!(
            level("http://eidas.europa.eu/LoA/high"),
            Some(AssuranceLevel::High)
        );
        assert_eq!(level("SPIDL2"), Some(AssuranceLevel::Substantial));
        assert_eq!(level("CieL3"), Some(AssuranceLevel::High));
        for other in [
            "2",
            "SpidL",
            "SpidL4",
            "https://www.spid.gov.it/SpidL4",
            "CNS",
            "",
        ] {
            assert_eq!(level(other), None, "{other}");
        }
    }

    #[test]
    fn every_level_is_read_as_it_is_written() {
        for number in [1, 2, 3] {
            let known = AssuranceLevel::try_from(number).unwrap();
            assert_eq!(level(name(known)), Some(known));
        }
    }
}
