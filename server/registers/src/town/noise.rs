//! Numbers that look random and follow from the seed and a place alone, so that any line can be made without the others.
//! Not here: randomness for secrets, which this is not fit for.

/// What a number is drawn for, so that two questions about one place get independent answers.
#[derive(Clone, Copy)]
#[repr(u64)]
pub(super) enum Topic {
    Account = 1,
    Area,
    Benefit,
    Debt,
    Els,
    Entrances,
    Flat,
    FlatOrder,
    GivenName,
    Habit,
    Holder,
    House,
    HouseKind,
    HouseSuffix,
    Line,
    Manager,
    Meter,
    Month,
    NumberForm,
    Patronymic,
    Payment,
    Recalculation,
    Residents,
    Sex,
    Services,
    StreetOffset,
    StreetOrder,
    Surname,
    // New topics come last, so that the others keep their numbers and towns their bytes.
    MeterNumber,
    Instalment,
    HouseMeter,
    Reason,
}

/// A draw. It gives numbers, and draws of more particular things.
#[derive(Clone, Copy)]
pub(super) struct Noise(u64);

impl Noise {
    pub(super) fn new(seed: u64) -> Self {
        Self(mixed(seed))
    }

    /// The draw of the thing numbered `index` for a topic.
    pub(super) fn at(self, topic: Topic, index: u64) -> Self {
        Self(mixed(self.0 ^ mixed(index.wrapping_mul(64) + topic as u64)))
    }

    pub(super) fn of(self, topic: Topic) -> Self {
        self.at(topic, 0)
    }

    /// A number below `limit`.
    pub(super) fn below(self, limit: u64) -> u64 {
        // Not the low bits alone: a power of two would otherwise take the same ones for each topic.
        (self.0 >> 11) % limit
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(self, low: i64, high: i64) -> i64 {
        low + i64::try_from(self.below(high.abs_diff(low) + 1)).expect("the range is small")
    }

    /// True `per_mille` times of a thousand.
    pub(super) fn chance(self, per_mille: u64) -> bool {
        self.below(1000) < per_mille
    }

    pub(super) fn pick<T>(self, all: &[T]) -> &T {
        &all[usize::try_from(self.below(all.len() as u64)).expect("an index of a slice fits")]
    }

    /// The number itself, for putting things out of order.
    pub(super) fn order(self) -> u64 {
        self.0
    }
}

/// The finisher of `SplitMix64`.
fn mixed(number: u64) -> u64 {
    let mut n = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}
