//! The split of a receipt between e-mail and paper: product rules 1 and 2, in one place.
//! Not here: reading choices from the database, sums over a whole register.

use crate::Period;
use serde::{Deserialize, Serialize};

/// How a supplier's charges of an account reach the household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// By e-mail and in the cabinet.
    Electronic,
    /// Printed and put into the letter box (and shown in the cabinet as well).
    Paper,
}

/// A choice of the household for one account and supplier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryChoice {
    /// What was chosen.
    pub mode: Mode,
    /// The first period it holds for: the next one that was not published when the choice was made.
    pub effective_from: Period,
}

/// The mode chosen for `period`: the last of the choices, in the order in which they were made, that holds by then.
/// With no choice a household stays on paper.
pub fn chosen_mode(choices: &[DeliveryChoice], period: Period) -> Mode {
    choices.iter().rev().find(|choice| choice.effective_from <= period).map_or(Mode::Paper, |choice| choice.mode)
}

/// Rule 2: electronic if and only if the supplier is connected from `period` or earlier, the choice that holds in
/// `period` is electronic, and a confirmed working e-mail is on the account. Everything else is on paper.
pub fn delivered_by(period: Period, connected_from: Option<Period>, chosen: Mode, reachable: bool) -> Mode {
    let connected = connected_from.is_some_and(|from| from <= period);
    if connected && chosen == Mode::Electronic && reachable { Mode::Electronic } else { Mode::Paper }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn a_choice_holds_from_its_period_on_and_not_before() {
        let choices = [DeliveryChoice { mode: Mode::Electronic, effective_from: period("2026-10") }];
        assert_eq!(chosen_mode(&choices, period("2026-09")), Mode::Paper);
        assert_eq!(chosen_mode(&choices, period("2026-10")), Mode::Electronic);
        assert_eq!(chosen_mode(&choices, period("2027-01")), Mode::Electronic);
    }

    #[test]
    fn the_last_of_two_choices_for_one_period_wins() {
        let october = period("2026-10");
        let choices = [
            DeliveryChoice { mode: Mode::Electronic, effective_from: october },
            DeliveryChoice { mode: Mode::Paper, effective_from: october },
        ];
        assert_eq!(chosen_mode(&choices, october), Mode::Paper);
    }

    #[test]
    fn electronic_needs_a_connected_supplier_a_choice_and_a_working_email_all_at_once() {
        let p = period("2026-10");
        let connected = Some(period("2026-10"));
        assert_eq!(delivered_by(p, connected, Mode::Electronic, true), Mode::Electronic);
        assert_eq!(delivered_by(p, None, Mode::Electronic, true), Mode::Paper);
        assert_eq!(delivered_by(p, Some(period("2026-11")), Mode::Electronic, true), Mode::Paper);
        assert_eq!(delivered_by(p, connected, Mode::Paper, true), Mode::Paper);
        assert_eq!(delivered_by(p, connected, Mode::Electronic, false), Mode::Paper);
    }

    proptest! {
        #[test]
        fn a_household_that_never_chose_is_always_on_paper(month in 1_u8..=12, connected in any::<bool>(), reachable in any::<bool>()) {
            let p = Period::new(2026, month).unwrap();
            let from = connected.then(|| period("2020-01"));
            prop_assert_eq!(delivered_by(p, from, chosen_mode(&[], p), reachable), Mode::Paper);
        }
    }
}
