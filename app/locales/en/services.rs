//! What the services on a receipt are, in a sentence each.
//! Not here: by which words a service is known (see `ru::services`), how a sum was found (see `charges`).

use crate::locales::ru::services::{KNOWN, known};

/// In the order of the Russian list.
const MEANINGS: [&str; KNOWN] = [
    REPAIR,
    REPAIR,
    REPAIR,
    SHARED,
    SHARED,
    SHARED,
    SHARED,
    "The heat that warms the flat. It is counted in gigacalories (Gcal): by a meter, or by the area.",
    "The heat that warmed the water for your tap. The water itself may be a line of its own.",
    "The water itself from the hot tap. Its heating may be a line of its own.",
    HOT_WATER,
    HOT_WATER,
    COLD_WATER,
    COLD_WATER,
    SEWAGE,
    SEWAGE,
    "Electricity in the flat. It is counted in kilowatt-hours (kWh).",
    GAS,
    GAS,
    WASTE,
    WASTE,
    "Cleaning of stairs and yard, small repairs, care of pipes, wiring and lifts. It is counted by the area of the flat.",
    "A working entry phone at the front door.",
    "Rent to the city for a flat that the city owns.",
];

const REPAIR: &str = "The owner’s contribution to large repairs of the house: roof, walls, lifts, pipes. It is counted by the \
                      area of the flat.";
const SHARED: &str = "Your share of what the house spends on everybody: light on the stairs, water for cleaning. It is counted \
                      by the area of the flat.";
const HOT_WATER: &str = "Water from the hot tap together with its heating. It is counted in cubic metres (m³).";
const COLD_WATER: &str = "Water from the cold tap. It is counted in cubic metres (m³).";
const SEWAGE: &str = "Water that goes down the drain. Usually it is cold and hot water together.";
const GAS: &str = "Gas for the cooker, the water heater or the boiler.";
const WASTE: &str = "Removal and processing of household waste.";

pub fn meaning(service: &str) -> Option<&'static str> {
    known(service).and_then(|place| MEANINGS.get(place).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_is_known_by_its_russian_name_and_explained_in_english() {
        for (service, says) in [
            ("Отопление", "warms the flat"),
            ("Горячая вода СОИ", "spends on everybody"),
            ("Водоотведение", "down the drain"),
            ("Взнос на капитальный ремонт", "large repairs"),
            ("ХВС", "cold tap"),
            ("Содержание жилого помещения", "Cleaning"),
            ("Найм", "owns"),
        ] {
            assert!(meaning(service).is_some_and(|text| text.contains(says)), "{service}: {:?}", meaning(service));
        }
        assert_eq!(meaning("Услуга 7"), None);
    }
}
