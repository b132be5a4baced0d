//! What “Listen” reads aloud: the receipt in a few sentences, with sums as they are said.
//! Not here: the voice, which is the browser's (see `pages::receipts::voice`).

use super::dates;
use domain::comparison::Comparison;
use domain::view::{ReceiptPage, ReceiptPart};
use domain::{Date, Mode, Money, Period};
use std::cmp::Ordering;

/// Language of the voice.
pub const VOICE: &str = "en-GB";
/// Button.
pub const LISTEN: &str = "Listen";
/// While it speaks.
pub const STOP: &str = "Stop";
/// After it has spoken.
pub const AGAIN: &str = "Listen again";
/// The browser has no voice for it.
pub const FAILED: &str =
    "Your browser could not read this aloud: it has no English voice. Call us and we will read it to you.";

/// The receipt in sentences, the most important first.
pub fn summary(data: &ReceiptPage) -> Vec<String> {
    let mut said = vec![format!("Receipt for {}. {}.", heard(&dates::month(data.row.period)), heard(&data.address))];
    said.push(due(data.paid, data.left, data.row.pay_by));
    said.extend(ways(&data.parts));
    said.extend(data.last_month.as_ref().map(|found| change(found, data.row.period)));
    said
}

/// No-break spaces are for eyes.
fn heard(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

/// A sum as it is said: “4312 roubles 50 kopecks”. Without a space inside, or a voice says two numbers.
fn amount(money: Money) -> String {
    let kopecks = money.0.unsigned_abs();
    let (whole, rest) = (kopecks / 100, kopecks % 100);
    let one = |n: u64, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    match (whole, rest) {
        (_, 0) => one(whole, "rouble"),
        (0, _) => one(rest, "kopeck"),
        _ => format!("{} {}", one(whole, "rouble"), one(rest, "kopeck")),
    }
}

fn due(paid: Money, left: Money, pay_by: Date) -> String {
    let day = heard(&dates::day(pay_by));
    match left.cmp(&Money::ZERO) {
        Ordering::Greater if paid == Money::ZERO => format!("To pay: {} by {day}.", amount(left)),
        Ordering::Greater => format!("Left to pay: {} by {day}.", amount(left)),
        Ordering::Equal if paid == Money::ZERO => "Nothing to pay: you owe nothing.".to_owned(),
        Ordering::Equal => "Paid in full, nothing more to pay.".to_owned(),
        Ordering::Less => format!("Nothing to pay: you have overpaid {}.", amount(left)),
    }
}

/// Which suppliers' charges came by e-mail and which on paper.
fn ways(parts: &[ReceiptPart]) -> Vec<String> {
    let of = |mode: Mode| -> Vec<&str> {
        parts.iter().filter(|part| part.mode == mode).map(|part| part.supplier.as_str()).collect()
    };
    match (of(Mode::Electronic), of(Mode::Paper)) {
        (electronic, paper) if paper.is_empty() && !electronic.is_empty() => {
            vec!["The whole receipt came by e-mail.".to_owned()]
        }
        (electronic, paper) if electronic.is_empty() && !paper.is_empty() => {
            vec!["The whole receipt came on paper.".to_owned()]
        }
        (electronic, paper) if !electronic.is_empty() => {
            vec![format!("By e-mail: {}. On paper: {}.", electronic.join(", "), paper.join(", "))]
        }
        _ => vec![],
    }
}

/// Why the sum changed, in one sentence.
fn change(found: &Comparison, now: Period) -> String {
    let month = if found.with.next() == now {
        dates::in_month(found.with).to_owned()
    } else {
        format!("{} {}", dates::in_month(found.with), found.with.year())
    };
    let difference = found.difference();
    let how = match difference.cmp(&Money::ZERO) {
        Ordering::Equal => return format!("That is as much as in {month}."),
        Ordering::Greater => format!("That is {} more than in {month}", amount(difference)),
        Ordering::Less => format!("That is {} less than in {month}", amount(difference)),
    };
    // They stand in the order of the size of their change: the first that went the same way made most of it.
    let same_way = found.services.iter().find(|service| {
        let its = -service.before + service.now;
        its != Money::ZERO && (its > Money::ZERO) == (difference > Money::ZERO)
    });
    same_way.map_or_else(
        || format!("{how}."),
        |service| format!("{how}, mostly because of “{}”: {}.", service.service, amount(-service.before + service.now)),
    )
}
