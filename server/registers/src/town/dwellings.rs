//! Flats of a house and the odd ones among them: divided flats, rooms of communal ones, shops on the ground floor.
//! Not here: who lives there (see `names` and `balances`).

use super::houses::{House, Kind};
use super::noise::{Noise, Topic};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Flat,
    Room,
    Business,
    WholeHouse,
}

/// What one account stands for.
pub(super) struct Dwelling {
    /// As the register writes it; empty for a whole house.
    pub(super) flat: String,
    pub(super) used_as: Use,
    order: u64,
}

/// Fills `dwellings` with those of a house, out of order.
pub(super) fn of_house(house: &House, dwellings: &mut Vec<Dwelling>) {
    dwellings.clear();
    let entrances = house.noise.of(Topic::Entrances);
    let flats = match house.kind {
        Kind::Private | Kind::Dacha => {
            dwellings.push(Dwelling { flat: String::new(), used_as: Use::WholeHouse, order: 0 });
            return;
        }
        Kind::Tall => 36 * (2 + entrances.below(5)),
        Kind::Middle => 20 * (3 + entrances.below(4)),
        Kind::Low => 8 + 4 * entrances.below(3),
        Kind::Tower => 40 + 4 * entrances.below(12),
    };
    let mut add = |flat: String, used_as, noise: Noise| {
        dwellings.push(Dwelling { flat, used_as, order: noise.order() });
    };
    for number in 1..=flats {
        let noise = house.noise.at(Topic::Flat, number);
        let order = house.noise.at(Topic::FlatOrder, number);
        match noise.below(1000) {
            0..12 => {
                add(number.to_string(), Use::Flat, order);
                add(format!("{number}а"), Use::Flat, order.of(Topic::Flat));
            }
            12..18 => {
                for part in 1..=2 {
                    add(format!("{number}/{part}"), Use::Flat, order.at(Topic::Flat, part));
                }
            }
            18..28 => {
                for room in 1..=noise.of(Topic::Flat).below(4) + 2 {
                    add(format!("{number} комн. {room}"), Use::Room, order.at(Topic::Flat, room));
                }
            }
            28..34 => add(format!("пом. {number}Н"), Use::Business, order),
            _ => add(number.to_string(), Use::Flat, order),
        }
    }
    dwellings.sort_by_key(|dwelling| dwelling.order);
}
