//! How long things took: an exact distribution of whole units of a term.

use std::collections::BTreeMap;

/// How many cases took how many units. Percentiles are by nearest rank: the value that at least that share of the cases
/// did not exceed, always one that really occurred.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Distribution {
    counts: BTreeMap<i64, i64>,
    total: i64,
}

impl Distribution {
    /// A distribution from pairs of units taken and how many cases took as many; pairs may repeat, and what is not
    /// positive is left out.
    #[must_use]
    pub fn of(pairs: impl IntoIterator<Item = (i64, i64)>) -> Self {
        let mut distribution = Self::default();
        for (took, count) in pairs.into_iter().filter(|(_, count)| *count > 0) {
            *distribution.counts.entry(took).or_default() += count;
            distribution.total += count;
        }
        distribution
    }

    /// Adds a case that took so many units.
    pub fn add(&mut self, took: i64) {
        *self.counts.entry(took).or_default() += 1;
        self.total += 1;
    }

    /// How many cases there are.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.total
    }

    /// What half of the cases did not exceed.
    #[must_use]
    pub fn median(&self) -> Option<i64> {
        self.percentile(50)
    }

    /// What `percent` of the cases (1 to 100) did not exceed; nothing where there are no cases.
    #[must_use]
    pub fn percentile(&self, percent: u8) -> Option<i64> {
        let rank = (i128::from(self.total) * i128::from(percent.clamp(1, 100)) + 99) / 100;
        let mut seen = 0_i128;
        self.counts.iter().find_map(|(took, count)| {
            seen += i128::from(*count);
            (seen >= rank).then_some(*took)
        })
    }

    /// The longest.
    #[must_use]
    pub fn worst(&self) -> Option<i64> {
        self.counts.last_key_value().map(|(took, _)| *took)
    }

    /// How many cases took at most so many units.
    #[must_use]
    pub fn within(&self, limit: i64) -> i64 {
        self.counts.range(..=limit).map(|(_, count)| count).sum()
    }

    /// The distribution in at most `most` steps, shortest first: each the most units that its cases took, and how many
    /// they are. Steps are of one width; a single unit each, where that is few enough.
    #[must_use]
    pub fn folded(&self, most: i64) -> Vec<(i64, i64)> {
        let (Some(least), Some(worst)) = (self.counts.keys().next(), self.worst()) else {
            return Vec::new();
        };
        let span = i128::from(worst) - i128::from(*least) + 1;
        let most = i128::from(most.max(1));
        let width = (span + most - 1) / most;
        let mut steps: BTreeMap<i128, (i64, i64)> = BTreeMap::new();
        for (took, count) in self.counts() {
            let step = (i128::from(took) - i128::from(*least)) / width;
            let (longest, cases) = steps.entry(step).or_insert((took, 0));
            *longest = took;
            *cases += count;
        }
        steps.into_values().collect()
    }

    /// The units taken, each with how many cases took as many, shortest first.
    pub fn counts(&self) -> impl Iterator<Item = (i64, i64)> + '_ {
        self.counts.iter().map(|(took, count)| (*took, *count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_median_of_an_even_number_is_the_lower_middle_one() {
        let four = Distribution::of([(10, 1), (20, 1), (30, 1), (40, 1)]);
        assert_eq!(
            (four.median(), four.percentile(90), four.worst()),
            (Some(20), Some(40), Some(40))
        );
        assert_eq!(four.within(20), 2);
        let mut added = Distribution::default();
        for took in [40, 10, 30, 20] {
            added.add(took);
        }
        assert_eq!(added, four);
    }

    #[test]
    fn nothing_has_no_percentile() {
        let nothing = Distribution::of([(3, 0)]);
        assert_eq!(
            (nothing.total(), nothing.median(), nothing.worst()),
            (0, None, None)
        );
    }

    #[test]
    fn a_long_distribution_is_folded_into_steps_of_one_width_and_loses_no_case() {
        let long = Distribution::of((0..1_000).map(|took| (took, 2)));
        let steps = long.folded(200);
        assert_eq!(steps.len(), 200);
        assert_eq!(steps.first(), Some(&(4, 10)));
        assert_eq!(steps.last(), Some(&(999, 10)));
        let short = Distribution::of([(3, 1), (9, 2)]);
        assert_eq!(short.folded(200), [(3, 1), (9, 2)]);
        assert_eq!(short.folded(1), [(9, 3)]);
        assert_eq!(Distribution::default().folded(200), []);
    }

    proptest! {
        /// The same as sorting every single value and taking the one at the nearest rank.
        #[test]
        fn a_percentile_is_the_value_at_the_nearest_rank(mut values in prop::collection::vec(0_i64..50, 1..60), percent in 1_u8..=100) {
            let distribution = Distribution::of(values.iter().map(|value| (*value, 1)));
            values.sort_unstable();
            let rank = (values.len() * usize::from(percent)).div_ceil(100);
            prop_assert_eq!(distribution.percentile(percent), values.get(rank - 1).copied());
            prop_assert_eq!(distribution.total(), i64::try_from(values.len()).unwrap());
        }
    }
}
