//! Houses of a town, one after another, each with an address of its own, in no order that a postman would know.
//! Not here: the flats in them (see `dwellings`).

use super::noise::{Noise, Topic};
use super::streets::{Built, CITIES, STREETS, Street};
use super::tariffs::Service;

/// So many times each street of a town is visited before the next town begins.
const VISITS: u64 = 40;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nine floors.
    Tall,
    /// Five floors.
    Middle,
    /// Two floors, without hot water.
    Low,
    /// One entrance, ten or more floors.
    Tower,
    Private,
    Dacha,
}

pub(super) struct House {
    pub(super) city: &'static str,
    pub(super) street: &'static Street,
    /// Place of the street in the list, which stands for its district.
    pub(super) district: u64,
    pub(super) number: String,
    pub(super) kind: Kind,
    pub(super) noise: Noise,
}

/// All houses, without end.
pub(super) fn all(town: Noise) -> impl Iterator<Item = House> {
    (0..).flat_map(move |round| {
        let mut order: Vec<usize> = (0..STREETS.len()).collect();
        order.sort_by_key(|street| town.at(Topic::StreetOrder, round * 1000 + *street as u64).order());
        order.into_iter().flat_map(move |street| {
            let block = match STREETS[street].built {
                Built::Blocks => 1,
                Built::PrivateHouses => 6,
                Built::Dachas => 5,
            };
            (0..block).map(move |place| house(town, round, street, place))
        })
    })
}

/// Each visit has a range of house numbers that no other visit to the street in that town has.
fn house(town: Noise, round: u64, street: usize, place: u64) -> House {
    let district = street as u64;
    let noise = town.at(Topic::House, (round * 1000 + district) * 10 + place);
    // Seven has no divisor in common with the number of visits, so that each range is met once.
    let offset = town.at(Topic::StreetOffset, district).below(VISITS);
    let towns_built = round / VISITS;
    let visit = (round * 7 + offset) % VISITS + towns_built / CITIES.len() as u64 * VISITS;
    let street = &STREETS[street];
    let number = match street.built {
        Built::Blocks => 3 * visit + 1 + noise.of(Topic::House).below(3),
        Built::PrivateHouses | Built::Dachas => 6 * visit + 1 + place,
    };
    let number = if street.built == Built::Dachas { format!("уч. {number}") } else { with_suffix(number, noise) };
    let city = CITIES[usize::try_from(towns_built % CITIES.len() as u64).expect("an index of a list fits")];
    House { city, street, district, number, kind: kind(street, noise), noise }
}

fn with_suffix(number: u64, noise: Noise) -> String {
    match noise.of(Topic::HouseSuffix).below(100) {
        0..7 => format!("{number}а"),
        7..10 => format!("{number}б"),
        10..14 => format!("{number}/1"),
        14..16 => format!("{number}/2"),
        16..18 => format!("{number} корп. 2"),
        18 => format!("{number}а/3"),
        _ => number.to_string(),
    }
}

fn kind(street: &Street, noise: Noise) -> Kind {
    match (street.built, noise.of(Topic::HouseKind).below(100)) {
        (Built::PrivateHouses, _) => Kind::Private,
        (Built::Dachas, _) => Kind::Dacha,
        (Built::Blocks, 0..26) => Kind::Tall,
        (Built::Blocks, 26..66) => Kind::Middle,
        (Built::Blocks, 66..84) => Kind::Low,
        (Built::Blocks, _) => Kind::Tower,
    }
}

impl House {
    /// What is billed in this house: of three to five suppliers.
    pub(super) fn services(&self) -> &'static [Service] {
        use Service::{ColdWater, Electricity, Heating, HotWater, Repair, Sewage, Upkeep, Waste};
        match self.kind {
            Kind::Private | Kind::Dacha => &[ColdWater, Waste, Electricity],
            Kind::Low => match self.noise.of(Topic::Services).below(3) {
                0 => &[Heating, ColdWater, Waste],
                1 => &[Upkeep, Heating, ColdWater, Waste],
                _ => &[Upkeep, Heating, ColdWater, Waste, Electricity],
            },
            Kind::Tall | Kind::Middle | Kind::Tower => match self.noise.of(Topic::Services).below(100) {
                0..34 => &[Heating, HotWater, ColdWater, Sewage, Waste],
                34..60 => &[Upkeep, Heating, ColdWater, Sewage, Waste],
                60..75 => &[Upkeep, Heating, ColdWater, Waste, Electricity],
                75..90 => &[Heating, ColdWater, Waste, Repair],
                _ => &[Upkeep, Heating, HotWater, ColdWater, Sewage, Waste, Repair],
            },
        }
    }
}
