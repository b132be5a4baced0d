//! The English words of letters and SMS. Numbers stand as on the receipt, which is Russian.
//! Not here: HTML and headers; the blocks of a letter, which `ru` makes too.

pub(super) mod push;
mod relatives;
mod settings;
mod several;

use super::ru::{CHANGES, SMS_EMAIL, SMS_NAME, clip, heading, headline, lower_first, paragraph, row, tariff, total};
use crate::Sender;
use crate::page::{Block, Page, Row, RowKind, one_line};
use cabinet::letter::{Letter, ReceiptLetter, Sms};
use domain::comparison::{Comparison, ServiceChange};
use domain::view::{ChargeLine, ReceiptPart};
use domain::{Date, Decimal, Money, Period};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A letter in English.
pub(super) fn page(letter: &Letter, sender: &Sender) -> Page {
    let (subject, blocks) = match letter {
        Letter::ConfirmEmail { link } => confirm_email(link),
        Letter::AlreadyRegistered { sign_in, forgotten } => already_registered(sign_in, forgotten),
        Letter::NewPassword { link } => new_password(link),
        Letter::SwitchedToElectronic {
            address,
            first_period,
            electronic,
            paper,
            email_confirmed,
            by_another_holder,
            link,
        } => {
            let mut blocks = switched_head(address, *first_period, *email_confirmed, *by_another_holder);
            blocks.extend(comes_where(electronic, paper));
            blocks.push(button("Open the address", link));
            blocks.push(paragraph(format!(
                "You can bring back the paper on any day: open the address and press “Bring back the paper receipt”{}.",
                or_call(sender)
            )));
            (format!("Electronic receipt from {}", month(*first_period)), blocks)
        }
        Letter::ReturnedToPaper { address, first_period, by_another_holder, link } => {
            let blocks = returned_to_paper(address, *first_period, *by_another_holder, link, sender);
            (format!("Paper receipt from {}", month(*first_period)), blocks)
        }
        Letter::Receipt(receipt) => self::receipt(receipt, sender),
        Letter::Receipts(receipts) => several::receipts(receipts, sender),
        Letter::Reminder { period, pay_by, unpaid } => several::reminder(*period, *pay_by, unpaid, sender),
        Letter::Settings(letter) => settings::letter(letter, sender),
        Letter::Invitation(invitation) => relatives::invitation(invitation),
    };
    Page { language: "en", subject, head: sender.agent.name.clone(), blocks, foot: foot(sender) }
}

/// The text of an SMS in English.
pub(super) fn sms(sms: &Sms, sender: &Sender) -> String {
    let agent = clip(&one_line(&sender.agent.name), SMS_NAME);
    match sms {
        // The last line binds the code to the site, so that a phone offers it there and nowhere else.
        Sms::Code { code } => format!(
            "{code} is your code to switch to electronic receipts. Do not tell it to anybody.\n\n@{host} #{code}",
            code = code.digits(),
            host = sender.host()
        ),
        Sms::SwitchedToElectronic { first_period } => format!(
            "{agent}: from {} your receipt comes by e-mail. You can bring back the paper on our site.",
            month(*first_period)
        ),
        Sms::ReturnedToPaper { first_period } => {
            format!("{agent}: from {} your receipt comes on paper again.", month(*first_period))
        }
        Sms::Receipt { period, total, pay_by } if *total > Money::ZERO => {
            format!("{agent}: {} to pay for {} by {}.", total.roubles(), month(*period), day(*pay_by))
        }
        Sms::Receipt { period, total, .. } => {
            format!("{agent}: receipt for {}. {}.", month(*period), nothing_to_pay(*total))
        }
        Sms::EmailFails { email } => format!(
            "{agent}: letters to {} do not get through. Paper comes again. Mend your e-mail on our site.",
            clip(&one_line(email), SMS_EMAIL)
        ),
        Sms::Settings(sms) => settings::sms(sms, &agent, sender.host()),
        Sms::CodeToReadOut { code, close_name, for_access } => {
            relatives::code_to_read_out(code.digits(), close_name, *for_access, sender)
        }
        Sms::Invitation(invitation) => relatives::invitation_sms(invitation, &agent),
        Sms::AccessOffered { close_name } => relatives::offered(close_name, &agent),
        Sms::AccessGiven { close_name } => relatives::given(close_name, &agent),
    }
}

fn confirm_email(link: &str) -> (String, Vec<Block>) {
    let subject = "Confirm your e-mail address";
    let blocks = vec![
        headline(subject),
        paragraph(
            "Somebody gave this address on our site. Confirm it, and receipts can come here. Until the address is \
             confirmed, receipts come on paper.",
        ),
        button_in_full("Confirm the address", link),
        paragraph("The link works for three days and only once."),
        paragraph("If it was not you, do nothing: without a confirmation no receipts will come here."),
    ];
    (subject.to_owned(), blocks)
}

fn already_registered(sign_in: &str, forgotten: &str) -> (String, Vec<Block>) {
    let subject = "You already have a profile";
    let blocks = vec![
        headline(subject),
        paragraph(
            "Somebody tried to create another profile with your e-mail address. You have one already, so we did not open \
             a second. Sign in to the one you have.",
        ),
        button_in_full("Sign in", sign_in),
        Block::Link {
            sentence: "If you have forgotten your password, set a new one on this page:".to_owned(),
            link: forgotten.to_owned(),
        },
        paragraph("If it was not you, do nothing: nothing has changed in your profile."),
    ];
    (subject.to_owned(), blocks)
}

fn new_password(link: &str) -> (String, Vec<Block>) {
    let blocks = vec![
        headline("Set a new password"),
        paragraph("A new password was asked for your profile. Choose it on the page that the link opens."),
        button_in_full("Set a password", link),
        paragraph("The link works for one hour and only once. Do not pass this letter on to anybody."),
        paragraph("If it was not you, do nothing: the password stays as it is."),
    ];
    ("A new password for your profile".to_owned(), blocks)
}

fn switched_head(address: &str, first: Period, email_confirmed: bool, by_another: bool) -> Vec<Block> {
    let mut blocks = Vec::new();
    if email_confirmed {
        blocks.push(headline(format!("From {} your receipt comes by e-mail", month(first))));
    } else {
        blocks.push(headline(format!("Confirm your e-mail address, so that the receipt comes to it from {}", month(first))));
    }
    blocks.push(paragraph(format!(
        "Address: {address}. The first electronic receipt is the one for {}, it will come in {}.",
        month(first),
        month(first.next())
    )));
    if !email_confirmed {
        blocks.push(paragraph(
            "Until your e-mail address is confirmed, receipts come on paper, as before. Open the link in our other letter: \
             “Confirm your e-mail address”.",
        ));
    }
    if by_another {
        blocks.push(by_another_holder());
    }
    blocks
}

fn comes_where(electronic: &[String], paper: &[String]) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !electronic.is_empty() {
        blocks.push(heading("Will come by e-mail"));
        blocks.push(Block::List(electronic.to_vec()));
    }
    if !paper.is_empty() {
        blocks.push(heading("Stays on paper for now"));
        blocks.push(Block::List(paper.to_vec()));
    }
    blocks
}

fn returned_to_paper(address: &str, first: Period, by_another: bool, link: &str, sender: &Sender) -> Vec<Block> {
    let mut blocks = vec![
        headline(format!("From {} your receipt comes on paper again", month(first))),
        paragraph(format!(
            "Address: {address}. The first paper receipt is the one for {}, it will come in {}. You still find all receipts \
             on our site.",
            month(first),
            month(first.next())
        )),
    ];
    if by_another {
        blocks.push(by_another_holder());
    }
    blocks.push(button("Open the address", link));
    blocks.push(paragraph(format!(
        "You can get receipts by e-mail again from any day on: open the address and press “Switch to electronic receipts”{}.",
        or_call(sender)
    )));
    blocks
}

fn receipt(receipt: &ReceiptLetter, sender: &Sender) -> (String, Vec<Block>) {
    let month = month(receipt.period);
    let what = if receipt.corrected { "Corrected receipt" } else { "Receipt" };
    let due = due(receipt.electronic_total, receipt);
    let intro = format!("{what} for {month}: {}. Utility account {}.", receipt.address, receipt.number);
    let mut blocks = vec![headline(&due), paragraph(intro)];
    if receipt.corrected {
        blocks.push(paragraph(
            "It replaces the one that came before: do not pay by that one any more. What you have paid is counted.",
        ));
    }
    if !receipt.paper.is_empty() {
        blocks.push(paragraph(format!(
            "These are the charges that come by e-mail. The rest, {}, comes on paper.",
            receipt.paper_total.roubles()
        )));
    }
    blocks.extend(ways_on(receipt));
    blocks.extend(receipt.correction.iter().flat_map(corrections));
    blocks.push(heading("In this letter"));
    let mut rows: Vec<Row> = receipt.electronic.iter().flat_map(part_rows).collect();
    rows.push(total("Total in this letter", receipt.electronic_total));
    blocks.push(Block::Table(rows));
    if !receipt.paper.is_empty() {
        blocks.push(heading("Comes on paper"));
        let mut rows: Vec<Row> =
            receipt.paper.iter().map(|(name, sum)| row(RowKind::Line, name, String::new(), *sum)).collect();
        rows.push(total("Total on paper", receipt.paper_total));
        blocks.push(Block::Table(rows));
        blocks.push(heading("Together"));
        blocks.push(Block::Table(vec![total(format!("Everything for {month}"), receipt.total)]));
    }
    if receipt.total > Money::ZERO {
        blocks.push(paragraph(format!("Pay by {}.", day(receipt.pay_by))));
    }
    blocks.extend(authenticity(receipt, sender));
    let subject = format!("{what} for {month}: {}", lower_first(&due));
    match &receipt.whose {
        // A copy for a close person: whose receipt it is comes first, in the list of letters and in the letter.
        Some(whose) => {
            blocks.insert(1, paragraph(format!("This is the receipt of somebody close to you: {whose}.")));
            (format!("{whose}. {subject}"), blocks)
        }
        None => (subject, blocks),
    }
}

/// The buttons, and the file.
fn ways_on(receipt: &ReceiptLetter) -> Vec<Block> {
    let (label, link) = ("Open the receipt", &receipt.link);
    let mut blocks = Vec::new();
    if receipt.electronic_total > Money::ZERO || receipt.total > Money::ZERO {
        // The pay page has what comes on paper too: its sum is larger than the one at the head.
        let all =
            if receipt.paper.is_empty() { "" } else { " There you can pay everything at once, also what comes on paper." };
        blocks.push(button("Pay", &receipt.pay_link));
        blocks.push(paragraph(format!("The link opens without signing in.{all}")));
        blocks.push(Block::SecondButton { label: label.to_owned(), link: link.clone() });
    } else {
        blocks.push(button(label, link));
    }
    if receipt.pdf.is_some() {
        blocks.push(paragraph("The receipt is attached to this letter (PDF, in Russian)."));
    }
    blocks
}

/// What was corrected: whole words instead of arrows, because they are read aloud.
fn corrections(change: &Comparison) -> Vec<Block> {
    let changed: Vec<&ServiceChange> = change.services.iter().filter(|service| service.before != service.now).collect();
    let mut blocks = vec![heading("What was corrected")];
    if changed.is_empty() {
        blocks.push(paragraph("The sums are the same, details of the charges were corrected: they are in the receipt."));
        return blocks;
    }
    let was = |before: Money, now: Money| format!("it was {}, now it is {}", before.roubles(), now.roubles());
    let mut said: Vec<String> = Vec::new();
    for service in changed.iter().take(CHANGES) {
        // Two suppliers may have a service of one name.
        let alone = changed.iter().filter(|other| other.service == service.service).count() == 1;
        let supplier = if alone { String::new() } else { format!(" ({})", service.supplier) };
        said.push(format!("{}{supplier}: {}", service.service, was(service.before, service.now)));
    }
    if changed.len() > CHANGES {
        said.push(format!("and {} more", changed.len() - CHANGES));
    }
    blocks.push(Block::List(said));
    if change.before != change.now {
        blocks.push(paragraph(format!("Altogether: {}.", was(change.before, change.now))));
    }
    blocks
}

fn authenticity(receipt: &ReceiptLetter, sender: &Sender) -> [Block; 2] {
    let (text, code) = match receipt.code {
        Some(code) => ("Check a receipt: code", code.to_string()),
        None => ("Check a receipt", String::new()),
    };
    let line = Block::LinkedLine { text: text.to_owned(), code, link: receipt.check_link.clone() };
    let advice = paragraph(format!(
        "We never ask you to pay by other bank details. If somebody does, do not pay: check the receipt by this link{}.",
        or_call(sender)
    ));
    [line, advice]
}

/// The same advice where there are several receipts, each with a code of its own.
fn foot_of_receipts(sender: &Sender) -> Block {
    Block::LinkedLine {
        text: "We never ask you to pay by other bank details. Check a receipt".to_owned(),
        code: String::new(),
        link: format!("{}/check", sender.public_url),
    }
}

/// The point of a receipt.
fn due(sum: Money, receipt: &ReceiptLetter) -> String {
    if sum > Money::ZERO { format!("{} to pay by {}", sum.roubles(), day(receipt.pay_by)) } else { nothing_to_pay(sum) }
}

fn nothing_to_pay(sum: Money) -> String {
    if sum < Money::ZERO {
        format!("Nothing to pay, an advance of {}", (-sum).roubles())
    } else {
        "Nothing to pay".to_owned()
    }
}

fn part_rows(part: &ReceiptPart) -> Vec<Row> {
    let phone = match part.phone.as_str() {
        "" => String::new(),
        phone => format!("Phone: {phone}"),
    };
    let mut rows = vec![Row { kind: RowKind::Head, label: part.supplier.clone(), note: phone, sum: String::new() }];
    rows.extend(part.lines.iter().map(|line| row(RowKind::Line, &line.service, how(line), line.sums.total)));
    if part.lines.len() > 1 {
        rows.push(row(RowKind::Subtotal, format!("Total {}", part.supplier), String::new(), part.total));
    }
    rows
}

/// How a line came to its sum: consumption, then everything that is not plainly the charge of the month.
fn how(line: &ChargeLine) -> String {
    let sums = &line.sums;
    let mut said = Vec::new();
    if line.volume != Decimal(0) {
        said.push(format!("{}\u{a0}{} × {}", line.volume.with_mark(','), line.unit, tariff(line.tariff)));
    }
    if sums.charged != sums.total {
        said.push(format!("charged {}", sums.charged.roubles()));
    }
    if sums.opening > Money::ZERO {
        said.push(format!("debt at the beginning of the month {}", sums.opening.roubles()));
    } else if sums.opening < Money::ZERO {
        said.push(format!("advance at the beginning of the month {}", (-sums.opening).roubles()));
    }
    for (name, sum) in
        [("recalculation", sums.recalculation), ("benefit", -sums.benefit), ("penalty", sums.penalty), ("paid", sums.paid)]
    {
        if sum != Money::ZERO {
            said.push(format!("{name} {}", sum.roubles()));
        }
    }
    said.join(", ")
}

fn foot(sender: &Sender) -> String {
    let contacts = [&sender.agent.phone, &sender.agent.hours].map(String::as_str);
    let contacts: Vec<&str> = contacts.into_iter().filter(|text| !text.is_empty()).collect();
    if contacts.is_empty() { String::new() } else { format!("Questions: {}.", contacts.join(", ")) }
}

fn or_call(sender: &Sender) -> String {
    match sender.agent.phone.as_str() {
        "" => String::new(),
        phone => format!(" or call {phone}"),
    }
}

fn by_another_holder() -> Block {
    paragraph(
        "It was not you who decided this but another person who has added the same utility account. If you do not agree, \
         open the address and choose the earlier way again.",
    )
}

fn button(label: &str, link: &str) -> Block {
    Block::Button { label: label.to_owned(), link: link.to_owned(), in_full: None }
}

fn button_in_full(label: &str, link: &str) -> Block {
    let in_full = Some("If the button does not work, open this address:".to_owned());
    Block::Button { label: label.to_owned(), link: link.to_owned(), in_full }
}

/// `November 2026`.
fn month(period: Period) -> String {
    format!("{} {}", name(period.month()), period.year())
}

/// `15 December 2026`.
fn day(date: Date) -> String {
    format!("{} {} {}", date.day, name(date.month), date.year)
}

fn name(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
}
