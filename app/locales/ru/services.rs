//! What the services on a receipt are, in a sentence each.
//! Not here: how a sum was found (see `charges`).

/// How many services we know.
pub(crate) const KNOWN: usize = 24;

/// Beginnings of words in a service's name, all of which must be there, and what it is. The first that fits is taken:
/// what is more exact stands higher.
const MEANINGS: [(&[&str], &str); KNOWN] = [
    (&["взнос", "капитал"], REPAIR),
    (&["капремонт"], REPAIR),
    (&["капитал", "ремонт"], REPAIR),
    (&["одн"], SHARED),
    (&["сои"], SHARED),
    (&["общедом"], SHARED),
    (&["содержани", "общего", "имуществ"], SHARED),
    (&["отоплени"], "Тепло, которым греют квартиру. Считается в гигакалориях (Гкал): по счётчику или по площади."),
    (&["подогрев"], "Тепло, которым нагрели воду для вашего крана. Сама вода бывает отдельной строкой."),
    (&["теплоноситель"], "Сама вода из горячего крана. Её подогрев бывает отдельной строкой."),
    (&["горяч"], "Вода из горячего крана вместе с её подогревом. Считается в кубометрах (м³)."),
    (&["гвс"], "Вода из горячего крана вместе с её подогревом. Считается в кубометрах (м³)."),
    (&["холодн"], "Вода из холодного крана. Считается в кубометрах (м³)."),
    (&["хвс"], "Вода из холодного крана. Считается в кубометрах (м³)."),
    (&["водоотвед"], SEWAGE),
    (&["канализ"], SEWAGE),
    (&["электр"], "Электричество в квартире. Считается в киловатт-часах (кВт·ч)."),
    (&["газ"], GAS),
    (&["газоснабжени"], GAS),
    (&["тко"], WASTE),
    (&["коммунальн", "отход"], WASTE),
    (&["содержани"], UPKEEP),
    (&["домофон"], "Исправная работа домофона в подъезде."),
    (&["найм"], "Плата городу за квартиру, которая ему принадлежит."),
];

const REPAIR: &str = "Взнос собственника на большой ремонт дома: крышу, фасад, лифты, трубы. Считается по площади квартиры.";
const SHARED: &str = "Ваша доля в том, что дом тратит на всех: свет в подъезде, вода для уборки. Считается по площади \
                      квартиры. Такие строки называют ОДН или СОИ.";
const SEWAGE: &str = "Отвод воды в канализацию. Обычно это холодная и горячая вода вместе.";
const GAS: &str = "Газ для плиты, колонки или котла.";
const WASTE: &str = "Вывоз и переработка мусора: твёрдых коммунальных отходов (ТКО).";
const UPKEEP: &str = "Уборка подъездов и двора, мелкий ремонт, обслуживание труб, проводки и лифтов. Считается по площади \
                      квартиры.";

/// What a service is, if we know it by its name.
pub fn meaning(service: &str) -> Option<&'static str> {
    known(service).and_then(|place| MEANINGS.get(place)).map(|(_, meaning)| *meaning)
}

/// The place of a service among those we know.
pub(crate) fn known(service: &str) -> Option<usize> {
    let name = service.to_lowercase();
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
    // Short names must stand alone: «сои» is a service, «соискатель» is not.
    let there = |wanted: &&str| {
        let short = wanted.chars().count() <= 3;
        words.iter().any(|word| if short { word == wanted } else { word.starts_with(*wanted) })
    };
    MEANINGS.iter().position(|(wanted, _)| wanted.iter().all(there))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_are_known_by_their_names_however_they_are_written() {
        for (service, says) in [
            ("Отопление", "греют"),
            ("ГОРЯЧЕЕ ВОДОСНАБЖЕНИЕ", "горячего крана"),
            ("Горячая вода СОИ", "дом тратит на всех"),
            ("Электроэнергия (ОДН)", "дом тратит на всех"),
            ("Водоотведение", "канализацию"),
            ("Содержание жилого помещения", "Уборка"),
            ("Взнос на капитальный ремонт", "крышу"),
            ("Обращение с твёрдыми коммунальными отходами", "мусора"),
            ("Обращение с ТКО", "мусора"),
            ("Газоснабжение", "плиты"),
            ("ХВС", "холодного"),
        ] {
            assert!(meaning(service).is_some_and(|text| text.contains(says)), "{service}: {:?}", meaning(service));
        }
    }

    #[test]
    fn what_is_not_known_is_not_explained() {
        for service in ["", "Услуга 7", "Соискатель", "Магазин", "Поодной"] {
            assert_eq!(meaning(service), None, "{service}");
        }
    }
}
