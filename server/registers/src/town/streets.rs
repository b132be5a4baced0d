//! Towns of Khakassia and the streets of Abakan, by what stands on them.
//! Not here: the houses (see `houses`).

/// What a street is lined with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Built {
    Blocks,
    PrivateHouses,
    Dachas,
}

pub(super) struct Street {
    pub(super) name: &'static str,
    pub(super) built: Built,
}

/// The towns in the order they are filled.
pub(super) const CITIES: [&str; 6] = ["Абакан", "Черногорск", "Саяногорск", "рп. Усть-Абакан", "Абаза", "Сорск"];

const fn blocks(name: &'static str) -> Street {
    Street { name, built: Built::Blocks }
}

const fn private(name: &'static str) -> Street {
    Street { name, built: Built::PrivateHouses }
}

const fn dachas(name: &'static str) -> Street {
    Street { name, built: Built::Dachas }
}

pub(super) const STREETS: [Street; 96] = [
    blocks("ул. Щетинкина"),
    blocks("ул. Пушкина"),
    blocks("ул. Вяткина"),
    blocks("ул. Торосова"),
    blocks("пр-кт Дружбы Народов"),
    blocks("пр-кт Ленина"),
    blocks("ул. Крылова"),
    blocks("ул. Итыгина"),
    blocks("ул. Некрасова"),
    blocks("ул. Чертыгашева"),
    blocks("ул. Кати Перекрещенко"),
    blocks("ул. Тараса Шевченко"),
    blocks("ул. Маршала Жукова"),
    blocks("ул. Хакасская"),
    blocks("ул. Советская"),
    blocks("ул. Пирятинская"),
    blocks("ул. Комарова"),
    blocks("ул. Карла Маркса"),
    blocks("ул. Чехова"),
    blocks("ул. Лермонтова"),
    blocks("ул. Аскизская"),
    blocks("ул. Кирова"),
    blocks("ул. Гагарина"),
    blocks("ул. Крупской"),
    blocks("ул. Стофато"),
    blocks("ул. Чкалова"),
    blocks("ул. Трудовая"),
    blocks("ул. Ивана Ярыгина"),
    blocks("ул. Рыбацкая"),
    blocks("ул. Катанова"),
    blocks("ул. Будённого"),
    blocks("ул. Авиаторов"),
    blocks("ул. Генерала Тихонова"),
    blocks("ул. Лесная"),
    blocks("ул. Юности"),
    blocks("ул. Кошурникова"),
    blocks("ул. Игарская"),
    blocks("ул. Мира"),
    blocks("кв-л Молодёжный"),
    blocks("пер. Солдатский"),
    blocks("б-р Сергея Ермакова"),
    blocks("ул. Дмитрия Карбышева"),
    blocks("пр-кт Северный"),
    blocks("ул. Заводская"),
    blocks("ул. Складская"),
    blocks("мкр. Полярная звезда"),
    private("ул. Минусинская"),
    private("ул. Саянская"),
    private("ул. Енисейская"),
    private("ул. Таштыпская"),
    private("ул. Ширинская"),
    private("ул. Бейская"),
    private("ул. Абаканская"),
    private("ул. Колхозная"),
    private("ул. Партизанская"),
    private("ул. Линейная"),
    private("ул. Нагорная"),
    private("ул. Набережная"),
    private("ул. Садовая"),
    private("ул. Полевая"),
    private("ул. Вишнёвая"),
    private("ул. Рябиновая"),
    private("ул. Сиреневая"),
    private("ул. Тувинская"),
    private("ул. Красноярская"),
    private("ул. Иркутская"),
    private("ул. Новосибирская"),
    private("ул. Омская"),
    private("ул. Ростовская"),
    private("ул. Донская"),
    private("ул. Кубанская"),
    private("ул. Успенская"),
    private("ул. Никольская"),
    private("ул. Ломоносова"),
    private("ул. Циолковского"),
    private("ул. Сурикова"),
    private("ул. Репина"),
    private("ул. Достоевского"),
    private("ул. Есенина"),
    private("ул. Толстого"),
    private("ул. 8 Марта"),
    private("ул. 30 лет Хакасии"),
    private("пер. Рабочий"),
    private("пер. Угольный"),
    private("пер. Озёрный"),
    private("проезд Северный"),
    dachas("СНТ «Мелиоратор»"),
    dachas("СНТ «Сибирь»"),
    dachas("СНТ «Рябинушка»"),
    dachas("СНТ «Лира»"),
    dachas("СНТ «Подсинее»"),
    dachas("СНТ «Ягодка»"),
    dachas("СНТ «Автомобилист»"),
    dachas("СНТ «Геолог»"),
    dachas("СНТ «Опытное Поле»"),
    dachas("СНТ «Ветеран-3»"),
];
