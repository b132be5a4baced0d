//! The English words of letters about several receipts: new ones of one month, and those that are not paid.
//! Not here: the letter with one receipt (see the parent module).

use super::{button, day, due, foot_of_receipts, month, nothing_to_pay, or_call};
use crate::Sender;
use crate::page::{Block, RowKind};
use crate::words::ru::{address, headline, lower_first, paragraph, row, total};
use cabinet::letter::{Due, ReceiptLetter};
use domain::{Date, Money, Period};

/// New receipts of one person, each under its address.
pub(super) fn receipts(receipts: &[ReceiptLetter], sender: &Sender) -> (String, Vec<Block>) {
    let Some(first) = receipts.first() else { return (String::new(), Vec::new()) };
    let sum: Money = receipts.iter().map(|receipt| receipt.total).filter(|sum| *sum > Money::ZERO).sum();
    let due = due(sum, first);
    let counted = format!("{} receipts for {}", receipts.len(), month(first.period));
    let mut blocks = vec![
        headline(&counted),
        paragraph(format!(
            "Together: {}. You can open and pay each of them by itself, without signing in.",
            lower_first(&due)
        )),
    ];
    blocks.push(button("Open all receipts", &format!("{}/receipts", sender.public_url)));
    for receipt in receipts {
        if let Some(whose) = &receipt.whose {
            blocks.push(paragraph(format!("This is the receipt of somebody close to you: {whose}.")));
        }
        let mut rows = vec![address(&receipt.address)];
        rows.push(row(RowKind::Line, "Comes by e-mail", String::new(), receipt.electronic_total));
        if !receipt.paper.is_empty() {
            rows.push(row(RowKind::Line, "Comes on paper", String::new(), receipt.paper_total));
        }
        rows.push(total(format!("Everything, utility account {}", receipt.number), receipt.total));
        blocks.push(Block::Table(rows));
        if receipt.total > Money::ZERO {
            blocks.push(Block::SecondButton { label: "Pay".to_owned(), link: receipt.pay_link.clone() });
        } else {
            blocks.push(paragraph(format!("{}.", nothing_to_pay(receipt.total))));
        }
        blocks.push(Block::SecondButton { label: "Open the receipt".to_owned(), link: receipt.link.clone() });
    }
    if receipts.iter().any(|receipt| receipt.pdf.is_some()) {
        blocks.push(paragraph("The receipts are attached to this letter (PDF, in Russian)."));
    }
    blocks.push(foot_of_receipts(sender));
    (format!("{counted}: {}", lower_first(&due)), blocks)
}

/// What is not paid some days before the day.
pub(super) fn reminder(period: Period, pay_by: Date, unpaid: &[Due], sender: &Sender) -> (String, Vec<Block>) {
    let sum: Money = unpaid.iter().map(|due| due.left).sum();
    let subject = format!("Reminder: pay {} by {}", sum.roubles(), day(pay_by));
    let mut blocks = vec![
        headline(format!("Pay {} by {}", sum.roubles(), day(pay_by))),
        paragraph(format!(
            "Not everything for {} is paid. If you paid somewhere else a few days ago, do nothing: the money is on its way.",
            month(period)
        )),
    ];
    if unpaid.len() > 1 {
        blocks.push(button("Open all receipts", &format!("{}/receipts", sender.public_url)));
    }
    for due in unpaid {
        blocks.push(Block::Table(vec![address(&due.address), total("Left to pay", due.left)]));
        blocks.push(if unpaid.len() == 1 {
            button("Pay", &due.pay_link)
        } else {
            Block::SecondButton { label: "Pay".to_owned(), link: due.pay_link.clone() }
        });
    }
    blocks.push(paragraph(format!(
        "You asked to be reminded. You can end this on our site: “Settings”, “Notices”{}.",
        or_call(sender)
    )));
    (subject, blocks)
}
