//! The suppliers of a made-up town: invented companies with requisites whose control digits are right.
//! Not here: what they charge (see `tariffs`).

use super::houses::House;
use super::noise::Topic;
use super::tariffs::Service;
use domain::{Inn, Period, QrOptions, Supplier};

const HEAT: usize = 0;
const WATER: usize = 1;
const WASTE: usize = 2;
const ELECTRICITY: usize = 3;
const REPAIR_FUND: usize = 4;
const MANAGERS: usize = 5;

/// How many there are.
pub(super) const COUNT: usize = 11;

/// Stem of the INN, name, short name, phone.
const LIST: [(&str, &str, &str, &str); COUNT] = [
    ("190110421", "ООО «Сибирская генерирующая компания — Абакан (учебная)»", "СГК", "8 (3902) 00-10-01"),
    ("190100317", "МУП города Абакана «Водоканал» (учебное)", "МУП «Водоканал»", "8 (3902) 00-10-02"),
    ("190115908", "ООО «Чистая Хакасия» — региональный оператор по обращению с ТКО", "Чистая Хакасия", "8 (3902) 00-10-03"),
    ("190106655", "АО «Хакасская энергосбытовая компания»", "Хакэнергосбыт", "8 (3902) 00-10-04"),
    ("190112874", "НО «Фонд капитального ремонта домов Республики Хакасия»", "Фонд капремонта", "8 (3902) 00-10-05"),
    ("190108236", "ООО «Управляющая компания «Жилищник-Центр»", "УК «Жилищник-Центр»", "8 (3902) 00-10-06"),
    ("190109447", "ООО «Управляющая компания «Саянский дом»", "УК «Саянский дом»", "8 (3902) 00-10-07"),
    ("190111503", "ООО «Домоуправление № 4»", "Домоуправление № 4", "8 (3902) 00-10-08"),
    ("190113769", "ТСЖ «Полярная звезда»", "ТСЖ «Полярная звезда»", "8 (3902) 00-10-09"),
    ("190114082", "ООО \"Коммунальщик; эксплуатация и ремонт\"", "Коммунальщик", "8 (3902) 00-10-10"),
    ("1903021574", "ИП Чебодаев Айдар Николаевич", "ИП Чебодаев А. Н.", "8 (3902) 00-10-11"),
];

/// BIC, its last three digits, name.
const BANKS: [(&str, usize, &str); 3] = [
    ("049514608", 608, "Абаканское отделение № 8602 ПАО «Учебный банк»"),
    ("040407388", 388, "Филиал «Енисейский» АО «Примерный банк»"),
    ("045004774", 774, "Филиал «Новосибирский» АО «Образцовый банк»"),
];

/// All of them.
pub(super) fn suppliers(electronic_from: Option<Period>) -> Vec<Supplier> {
    LIST.iter()
        .enumerate()
        .map(|(place, (stem, name, short_name, phone))| {
            let (bic, bic_end, bank) = BANKS[place % BANKS.len()];
            let private_person = stem.len() == 10;
            Supplier {
                inn: with_control_digits(stem),
                kpp: if private_person { String::new() } else { "190101001".to_owned() },
                name: (*name).to_owned(),
                short_name: (*short_name).to_owned(),
                bic: bic.to_owned(),
                bank: bank.to_owned(),
                account: with_key(&bic[6..], if private_person { "40802" } else { "40702" }, 2_710_000_415 + 37 * place),
                corr_account: with_key(&format!("0{}", &bic[4..6]), "30101", bic_end),
                phone: (*phone).to_owned(),
                electronic_from: electronic_from.filter(|_| matches!(place, HEAT | WATER)),
                qr: QrOptions::default(),
            }
        })
        .collect()
}

/// Who is paid for a service in a house.
pub(super) fn of(service: Service, house: &House) -> usize {
    match service {
        Service::Heating | Service::HotWater => HEAT,
        Service::ColdWater | Service::Sewage => WATER,
        Service::Waste => WASTE,
        Service::Electricity => ELECTRICITY,
        Service::Repair => REPAIR_FUND,
        Service::Upkeep => {
            let managers = (COUNT - MANAGERS) as u64;
            MANAGERS + usize::try_from(house.noise.of(Topic::Manager).below(managers)).expect("a place in a list fits")
        }
    }
}

fn with_control_digits(stem: &str) -> Inn {
    let (count, width) = if stem.len() == 9 { (10, 1) } else { (100, 2) };
    (0..count)
        .filter_map(|digits| Inn::parse(&format!("{stem}{digits:0width$}")).ok())
        .find(Inn::control_digits_hold)
        .expect("one value of the control digits always fits")
}

/// Twenty digits with the right key: weighted 7, 1, 3 after three digits of the bank, they come to a multiple of ten
/// (rules of the Bank of Russia 515 of 1997).
fn with_key(bank: &str, kind: &str, tail: usize) -> String {
    (0..10)
        .map(|key| format!("{kind}810{key}{tail:011}"))
        .find(|account| {
            let digits = bank.bytes().chain(account.bytes()).map(|byte| u32::from(byte - b'0'));
            digits.zip([7, 1, 3].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum::<u32>().is_multiple_of(10)
        })
        .expect("one value of the key always fits")
}
