//! Holders and numbers of accounts.
//! Not here: addresses (see `streets` and `houses`).

use super::dwellings::{Dwelling, Use};
use super::houses::{House, Kind};
use super::noise::{Noise, Topic};

/// Prime to any power of ten, so that numbers are out of order and never meet.
const STEP: u64 = 7_368_787;

/// Ten or twelve digits that begin with the district, now and then with a letter and a hyphen.
pub(super) fn account_number(noise: Noise, house: &House, index: u64) -> String {
    const SHORT: u64 = 100_000_000;
    const LONG: u64 = 10_000_000_000;
    let district = 10 + house.district % 90;
    let form = noise.of(Topic::NumberForm).below(1000);
    let long = index >= SHORT || matches!(house.kind, Kind::Private | Kind::Dacha);
    match (long, form) {
        (_, 0..3) => format!("АБ-{:010}", index * STEP % LONG),
        (false, _) => format!("{district}{:08}", index * STEP % SHORT),
        (true, _) => format!("{district}{:010}", index * STEP % LONG),
    }
}

/// The unified number, as the state system gives it: `30АК104512`. A few accounts have none yet.
pub(super) fn els(noise: Noise, index: u64) -> String {
    if noise.of(Topic::Els).chance(30) {
        return String::new();
    }
    let number = index * STEP % 100_000_000;
    let letter = ["А", "Б", "В", "Г", "Д", "Е", "К", "М"];
    let noise = noise.at(Topic::Els, 1);
    format!(
        "{:02}{}{}{:06}",
        number / 1_000_000,
        noise.pick(&letter),
        noise.of(Topic::Els).pick(&letter),
        number % 1_000_000
    )
}

pub(super) fn holder(noise: Noise, dwelling: &Dwelling) -> String {
    let noise = noise.of(Topic::Holder);
    if dwelling.used_as == Use::Business {
        return (*noise.pick(&BUSINESSES)).to_owned();
    }
    match noise.below(1000) {
        0..8 => (*noise.of(Topic::Holder).pick(&OWNERS)).to_owned(),
        8..38 => {
            // Owners in shares: one family name, several people.
            let owners = 2 + noise.of(Topic::Residents).below(2);
            let all: Vec<String> = (0..owners).map(|owner| person(noise, noise.at(Topic::Holder, owner))).collect();
            all.join(", ")
        }
        38..44 => format!("{} (наследники)", person(noise, noise)),
        _ => person(noise, noise),
    }
}

fn person(family: Noise, noise: Noise) -> String {
    let woman = noise.of(Topic::Sex).chance(560);
    let form = usize::from(woman);
    let surname = surname(family.of(Topic::Surname), form);
    let rare = noise.of(Topic::GivenName).below(1000);
    let given = noise.at(Topic::GivenName, 1);
    match rare {
        0..12 => {
            let (father, ending) = (noise.pick(&["Рашид", "Мамед", "Али", "Шухрат"]), ["оглы", "кызы"][form]);
            format!("{surname} {} {father} {ending}", given.pick(&EASTERN_NAMES[form]))
        }
        12..60 => format!("{surname} {} {}", given.pick(&KHAKAS_NAMES[form]), patronymic(noise, form)),
        _ => format!("{surname} {} {}", given.pick(&NAMES[form]), patronymic(noise, form)),
    }
}

fn surname(noise: Noise, form: usize) -> String {
    let one = |noise: Noise| {
        let stem = if noise.chance(190) { noise.pick(&KHAKAS_SURNAMES) } else { noise.pick(&SURNAMES) };
        match stem.strip_suffix("ий") {
            Some(stem) => format!("{stem}{}", ["ий", "ая"][form]),
            None => format!("{stem}{}", ["", "а"][form]),
        }
    };
    let first = one(noise.at(Topic::Surname, 1));
    if noise.chance(22) { format!("{first}-{}", one(noise.at(Topic::Surname, 2))) } else { first }
}

fn patronymic(noise: Noise, form: usize) -> String {
    let stem = noise.of(Topic::Patronymic).pick(&PATRONYMICS);
    format!("{stem}{}", ["ич", "на"][form])
}

const SURNAMES: [&str; 48] = [
    "Иванов",
    "Петров",
    "Сидоров",
    "Кузнецов",
    "Смирнов",
    "Попов",
    "Васильев",
    "Соколов",
    "Михайлов",
    "Новиков",
    "Фёдоров",
    "Морозов",
    "Волков",
    "Алексеев",
    "Лебедев",
    "Семёнов",
    "Егоров",
    "Павлов",
    "Козлов",
    "Степанов",
    "Николаев",
    "Орлов",
    "Андреев",
    "Макаров",
    "Никитин",
    "Захаров",
    "Зайцев",
    "Соловьёв",
    "Борисов",
    "Яковлев",
    "Григорьев",
    "Романов",
    "Воробьёв",
    "Сергеев",
    "Кузьмин",
    "Фролов",
    "Королёв",
    "Гусев",
    "Киселёв",
    "Ильин",
    "Вишневский",
    "Заблоцкий",
    "Преображенский",
    "Сёмин",
    "Щербаков",
    "Ёлкин",
    "Цыганков",
    "Рождественский",
];

const KHAKAS_SURNAMES: [&str; 20] = [
    "Чебодаев",
    "Коков",
    "Боргояков",
    "Тюкпеев",
    "Майнагашев",
    "Топоев",
    "Сагалаков",
    "Арыштаев",
    "Кызласов",
    "Чертыков",
    "Тодинов",
    "Кичеев",
    "Доможаков",
    "Шулбаев",
    "Сунчугашев",
    "Толмашов",
    "Бутанаев",
    "Ултургашев",
    "Карамашев",
    "Тугужеков",
];

const NAMES: [[&str; 24]; 2] = [
    [
        "Александр",
        "Алексей",
        "Андрей",
        "Анатолий",
        "Антон",
        "Борис",
        "Валерий",
        "Василий",
        "Виктор",
        "Владимир",
        "Геннадий",
        "Денис",
        "Дмитрий",
        "Евгений",
        "Иван",
        "Игорь",
        "Константин",
        "Михаил",
        "Николай",
        "Олег",
        "Павел",
        "Пётр",
        "Сергей",
        "Юрий",
    ],
    [
        "Александра",
        "Алёна",
        "Анастасия",
        "Анна",
        "Валентина",
        "Вера",
        "Галина",
        "Дарья",
        "Евгения",
        "Екатерина",
        "Елена",
        "Зинаида",
        "Ирина",
        "Лариса",
        "Любовь",
        "Людмила",
        "Мария",
        "Надежда",
        "Наталья",
        "Нина",
        "Ольга",
        "Светлана",
        "Тамара",
        "Татьяна",
    ],
];

const KHAKAS_NAMES: [[&str; 6]; 2] =
    [["Айдар", "Айас", "Тимир", "Арчын", "Хорлай", "Алтай"], ["Айана", "Алтынай", "Айдана", "Чейнеш", "Пайана", "Ойна"]];

const EASTERN_NAMES: [[&str; 4]; 2] =
    [["Ильхам", "Мухаммадали", "Шавкат", "Эльдар"], ["Гюльнара", "Зульфия", "Севиль", "Мехрибан"]];

const PATRONYMICS: [&str; 22] = [
    "Александров",
    "Алексеев",
    "Анатольев",
    "Андреев",
    "Борисов",
    "Валерьев",
    "Васильев",
    "Викторов",
    "Владимиров",
    "Геннадьев",
    "Григорьев",
    "Дмитриев",
    "Евгеньев",
    "Иванов",
    "Иннокентьев",
    "Константинов",
    "Михайлов",
    "Николаев",
    "Павлов",
    "Петров",
    "Сергеев",
    "Юрьев",
];

const OWNERS: [&str; 4] = [
    "Муниципальное казённое учреждение «Комитет муниципальной экономики Администрации города Абакана»",
    "Министерство имущественных и земельных отношений Республики Хакасия",
    "ФГКУ «Сибирское территориальное управление имущественных отношений» Министерства обороны Российской Федерации",
    "Администрация города Абакана",
];

const BUSINESSES: [&str; 8] = [
    "ООО «Аптека на углу»",
    "ООО \"Ромашка\"; обособленное подразделение в г. Абакане",
    "ИП Топоева Айана Сергеевна",
    "ООО «Продукты 24»",
    "Стоматология «Улыбка»",
    "МБУК «Абаканская централизованная библиотечная система», филиал № 7",
    "Почта России, отделение 655017",
    "Хакасская республиканская общественная организация ветеранов (пенсионеров) войны и труда, Вооружённых Сил",
];
