//! The Russian words of letters about several receipts: new ones of one month, and those that are not paid.
//! Not here: the letter with one receipt (see the parent module).

use super::months::{day, month};
use super::{address, button, due, foot_of_receipts, headline, lower_first, nothing_to_pay, or_call, paragraph, row, total};
use crate::Sender;
use crate::page::{Block, RowKind};
use cabinet::letter::{Due, ReceiptLetter};
use domain::{Date, Money, Period};

/// `3 квитанции`.
fn receipts_counted(count: usize) -> String {
    let word = match (count % 10, count % 100) {
        (_, 11..=14) => "квитанций",
        (1, _) => "квитанция",
        (2..=4, _) => "квитанции",
        _ => "квитанций",
    };
    format!("{count} {word}")
}

/// New receipts of one person, each under its address.
pub(super) fn receipts(receipts: &[ReceiptLetter], sender: &Sender) -> (String, Vec<Block>) {
    let Some(first) = receipts.first() else { return (String::new(), Vec::new()) };
    let sum: Money = receipts.iter().map(|receipt| receipt.total).filter(|sum| *sum > Money::ZERO).sum();
    let due = due(sum, first);
    let counted = receipts_counted(receipts.len());
    let mut blocks = vec![
        headline(format!("{counted} за {}", month(first.period))),
        paragraph(format!("Вместе: {}. Каждую можно открыть и оплатить отдельно, без входа в кабинет.", lower_first(&due))),
    ];
    blocks.push(button("Открыть все квитанции", &format!("{}/receipts", sender.public_url)));
    for receipt in receipts {
        if let Some(whose) = &receipt.whose {
            blocks.push(paragraph(format!("Это квитанция близкого человека: {whose}.")));
        }
        let mut rows = vec![address(&receipt.address)];
        rows.push(row(RowKind::Line, "Приходит на почту", String::new(), receipt.electronic_total));
        if !receipt.paper.is_empty() {
            rows.push(row(RowKind::Line, "Придёт на бумаге", String::new(), receipt.paper_total));
        }
        rows.push(total(format!("Всего, лицевой счёт {}", receipt.number), receipt.total));
        blocks.push(Block::Table(rows));
        if receipt.total > Money::ZERO {
            blocks.push(Block::SecondButton { label: "Оплатить".to_owned(), link: receipt.pay_link.clone() });
        } else {
            blocks.push(paragraph(format!("{}.", nothing_to_pay(receipt.total))));
        }
        blocks
            .push(Block::SecondButton { label: "Открыть квитанцию".to_owned(), link: receipt.link.clone() });
    }
    if receipts.iter().any(|receipt| receipt.pdf.is_some()) {
        blocks.push(paragraph("Квитанции приложены к письму (PDF)."));
    }
    blocks.push(foot_of_receipts(sender));
    (format!("{counted} за {}: {}", month(first.period), lower_first(&due)), blocks)
}

/// What is not paid some days before the day.
pub(super) fn reminder(period: Period, pay_by: Date, unpaid: &[Due], sender: &Sender) -> (String, Vec<Block>) {
    let sum: Money = unpaid.iter().map(|due| due.left).sum();
    let subject = format!("Напоминание: оплатите {} до {}", sum.roubles(), day(pay_by));
    let mut blocks = vec![
        headline(format!("Оплатите {} до {}", sum.roubles(), day(pay_by))),
        paragraph(format!(
            "За {} оплачено не всё. Если вы платили в другом месте на днях, ничего не делайте: деньги ещё в пути.",
            month(period)
        )),
    ];
    if unpaid.len() > 1 {
        blocks.push(button("Открыть все квитанции", &format!("{}/receipts", sender.public_url)));
    }
    for due in unpaid {
        blocks.push(Block::Table(vec![address(&due.address), total("Осталось оплатить", due.left)]));
        blocks.push(if unpaid.len() == 1 {
            button("Оплатить", &due.pay_link)
        } else {
            Block::SecondButton { label: "Оплатить".to_owned(), link: due.pay_link.clone() }
        });
    }
    blocks.push(paragraph(format!(
        "Вы просили напоминать о сроке. Отказаться можно в кабинете: «Настройки», «Уведомления»{}.",
        or_call(sender)
    )));
    (subject, blocks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn receipts_are_counted_as_in_speech() {
        let counted = [1, 3, 5, 11, 21, 22, 112].map(receipts_counted);
        let right =
            ["1 квитанция", "3 квитанции", "5 квитанций", "11 квитанций", "21 квитанция", "22 квитанции", "112 квитанций"];
        assert_eq!(counted, right);
    }
}
