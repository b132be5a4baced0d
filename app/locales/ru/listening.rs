//! What «Прослушать» reads aloud: the receipt in a few sentences, with numbers and addresses as they are said.
//! Not here: the voice, which is the browser's (see `pages::receipts::voice`).

use super::dates;
use super::figures::{plural, size};
use domain::comparison::Comparison;
use domain::view::{ReceiptPage, ReceiptPart};
use domain::{Date, Mode, Money, Period};
use std::cmp::Ordering;

/// Language of the voice.
pub const VOICE: &str = "ru-RU";
/// Button.
pub const LISTEN: &str = "Прослушать";
/// While it speaks.
pub const STOP: &str = "Остановить";
/// After it has spoken.
pub const AGAIN: &str = "Прослушать ещё раз";
/// The browser has no voice for it.
pub const FAILED: &str = "Браузер не смог прочитать вслух: в нём нет русского голоса. Позвоните нам, прочитаем по телефону.";

/// Shortened words of addresses, and the whole ones.
const WHOLE: [(&str, &str); 12] = [
    ("ул.", "улица"),
    ("пр-кт", "проспект"),
    ("пр.", "проспект"),
    ("пер.", "переулок"),
    ("б-р", "бульвар"),
    ("пл.", "площадь"),
    ("ш.", "шоссе"),
    ("мкр.", "микрорайон"),
    ("г.", "город"),
    ("д.", "дом"),
    ("корп.", "корпус"),
    ("кв.", "квартира"),
];

/// The receipt in sentences, the most important first.
pub fn summary(data: &ReceiptPage) -> Vec<String> {
    let mut said = vec![format!("Квитанция за {} года. {}.", heard(&dates::month(data.row.period)), address(&data.address))];
    said.push(due(data.paid, data.left, data.row.pay_by));
    said.extend(ways(&data.parts));
    said.extend(data.last_month.as_ref().map(|found| change(found, data.row.period)));
    said
}

/// An address as it is said: «Абакан, улица Щетинкина, дом 12, квартира 45».
fn address(text: &str) -> String {
    let words = heard(text);
    let whole = words.split(' ').map(|word| WHOLE.iter().find(|(short, _)| *short == word).map_or(word, |(_, whole)| whole));
    whole.collect::<Vec<_>>().join(" ")
}

/// No-break spaces are for eyes.
fn heard(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

/// A sum as it is said: «4312 рублей 50 копеек». Without a space inside, or a voice says two numbers.
fn sum(money: Money, kopeck: &'static str) -> String {
    let kopecks = money.0.unsigned_abs();
    let (whole, rest) = (kopecks / 100, kopecks % 100);
    let form = |n: u64, forms| plural(usize::try_from(n % 100).unwrap_or_default(), forms);
    let roubles = format!("{whole} {}", form(whole, ["рубль", "рубля", "рублей"]));
    match (whole, rest) {
        (_, 0) => roubles,
        (0, _) => format!("{rest} {}", form(rest, [kopeck, "копейки", "копеек"])),
        _ => format!("{roubles} {rest} {}", form(rest, [kopeck, "копейки", "копеек"])),
    }
}

/// «К оплате 1 копейка».
fn amount(money: Money) -> String {
    sum(money, "копейка")
}

/// «На 1 копейку больше».
fn by(money: Money) -> String {
    sum(money, "копейку")
}

fn due(paid: Money, left: Money, pay_by: Date) -> String {
    let day = heard(&dates::day(pay_by));
    match left.cmp(&Money::ZERO) {
        Ordering::Greater if paid == Money::ZERO => format!("К оплате {} до {day} года.", amount(left)),
        Ordering::Greater => format!("Осталось оплатить {} до {day} года.", amount(left)),
        Ordering::Equal if paid == Money::ZERO => "Платить не нужно: долга нет.".to_owned(),
        Ordering::Equal => "Оплачено полностью, больше платить не нужно.".to_owned(),
        Ordering::Less => format!("Платить не нужно: переплата {}.", amount(left)),
    }
}

/// Which suppliers' charges came by e-mail and which on paper.
fn ways(parts: &[ReceiptPart]) -> Vec<String> {
    let of = |mode: Mode| -> Vec<&str> {
        parts.iter().filter(|part| part.mode == mode).map(|part| part.supplier.as_str()).collect()
    };
    match (of(Mode::Electronic), of(Mode::Paper)) {
        (electronic, paper) if paper.is_empty() && !electronic.is_empty() => {
            vec!["Вся квитанция пришла по электронной почте.".to_owned()]
        }
        (electronic, paper) if electronic.is_empty() && !paper.is_empty() => {
            vec!["Вся квитанция пришла на бумаге.".to_owned()]
        }
        (electronic, paper) if !electronic.is_empty() => {
            vec![format!("По электронной почте: {}. На бумаге: {}.", electronic.join(", "), paper.join(", "))]
        }
        _ => vec![],
    }
}

/// Why the sum changed, in one sentence.
fn change(found: &Comparison, now: Period) -> String {
    let month = if found.with.next() == now {
        dates::in_month(found.with).to_owned()
    } else {
        format!("{} {} года", dates::in_month(found.with), found.with.year())
    };
    let difference = found.difference();
    let how = match difference.cmp(&Money::ZERO) {
        Ordering::Equal => return format!("Это столько же, сколько в {month}."),
        Ordering::Greater => format!("Это на {} больше, чем в {month}", by(difference)),
        Ordering::Less => format!("Это на {} меньше, чем в {month}", by(difference)),
    };
    // They stand in the order of the size of their change: the first that went the same way made most of it.
    let same_way = found.services.iter().find(|service| {
        let its = -service.before + service.now;
        its != Money::ZERO && (its > Money::ZERO) == (difference > Money::ZERO)
    });
    same_way.map_or_else(
        || format!("{how}."),
        |service| {
            format!(
                "{how}, больше всего изменилась строка «{}»: на {}.",
                service.service,
                by(size(-service.before + service.now))
            )
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_said_with_the_right_forms_of_words() {
        for (kopecks, said) in [
            (431_250, "4312 рублей 50 копеек"),
            (100, "1 рубль"),
            (201, "2 рубля 1 копейка"),
            (1_122, "11 рублей 22 копейки"),
            (2_100_005, "21000 рублей 5 копеек"),
            (12_111, "121 рубль 11 копеек"),
            (11_214, "112 рублей 14 копеек"),
            (5, "5 копеек"),
            (0, "0 рублей"),
            (-300, "3 рубля"),
        ] {
            assert_eq!(amount(Money(kopecks)), said);
        }
        assert_eq!(by(Money(101)), "1 рубль 1 копейку");
    }

    #[test]
    fn addresses_are_said_in_whole_words() {
        assert_eq!(
            address("Абакан, ул. Щетинкина, д.\u{a0}12а, кв.\u{a0}45"),
            "Абакан, улица Щетинкина, дом 12а, квартира 45"
        );
        assert_eq!(address("с. Вершино-Тея, д.\u{a0}3"), "с. Вершино-Тея, дом 3", "an unknown word stays");
    }

    #[test]
    fn what_is_to_be_paid_is_said_for_a_debt_a_rest_nothing_and_an_advance() {
        let day = Date { year: 2026, month: 12, day: 15 };
        let said = |paid, left| due(Money(paid), Money(left), day);
        assert_eq!(said(0, 431_250), "К оплате 4312 рублей 50 копеек до 15 декабря 2026 года.");
        assert_eq!(said(100, 200), "Осталось оплатить 2 рубля до 15 декабря 2026 года.");
        assert_eq!(said(0, 0), "Платить не нужно: долга нет.");
        assert_eq!(said(100, 0), "Оплачено полностью, больше платить не нужно.");
        assert_eq!(said(0, -2_100), "Платить не нужно: переплата 21 рубль.");
    }

    #[test]
    fn what_came_which_way_is_said_in_one_sentence() {
        let part = |supplier: &str, mode| ReceiptPart {
            supplier: supplier.to_owned(),
            phone: String::new(),
            mode,
            lines: vec![],
            total: Money::ZERO,
        };
        let (heat, house) = (part("СГК", Mode::Electronic), part("Управдом", Mode::Paper));
        assert_eq!(ways(&[heat.clone(), house.clone()]), ["По электронной почте: СГК. На бумаге: Управдом."]);
        assert_eq!(ways(&[heat]), ["Вся квитанция пришла по электронной почте."]);
        assert_eq!(ways(&[house]), ["Вся квитанция пришла на бумаге."]);
        assert_eq!(ways(&[]), Vec::<String>::new());
    }

    #[test]
    fn why_the_sum_changed_is_one_sentence_without_signs() {
        use domain::comparison::ServiceChange;
        let service = |service: &str, before, now| ServiceChange {
            supplier: "СГК".to_owned(),
            service: service.to_owned(),
            unit: String::new(),
            before: Money(before),
            now: Money(now),
            causes: vec![],
        };
        let found = |before, now, services| Comparison {
            with: "2026-10".parse().unwrap(),
            before: Money(before),
            now: Money(now),
            services,
        };
        let november: Period = "2026-11".parse().unwrap();
        let services = vec![service("Газ", 500, 100), service("Отопление", 1_000, 1_601)];
        assert_eq!(
            change(&found(1_500, 1_701, services), november),
            "Это на 2 рубля 1 копейку больше, чем в октябре, больше всего изменилась строка «Отопление»: на 6 рублей 1 копейку."
        );
        assert_eq!(change(&found(100, 100, vec![]), november), "Это столько же, сколько в октябре.");
        assert_eq!(
            change(&found(300, 100, vec![]), "2027-10".parse().unwrap()),
            "Это на 2 рубля меньше, чем в октябре 2026 года."
        );
    }
}
