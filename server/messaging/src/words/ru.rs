//! The Russian words of letters and SMS.
//! Not here: HTML and headers; the names of months (see `months`).

mod months;
pub(super) mod push;
mod relatives;
mod settings;
mod several;

use crate::Sender;
use crate::page::{Block, Page, Row, RowKind, one_line};
use cabinet::letter::{Letter, ReceiptLetter, Sms};
use domain::comparison::{Comparison, ServiceChange};
use domain::view::{ChargeLine, ReceiptPart};
use domain::{Decimal, Money, Period};
use months::{day, in_month, month, of_month};

/// The longest name of an agent in an SMS, in characters: the rest of the text has to fit as well.
pub(super) const SMS_NAME: usize = 30;
/// The longest e-mail address in an SMS.
pub(super) const SMS_EMAIL: usize = 24;

/// Services named in «Что исправлено»; the receipt itself has them all.
pub(super) const CHANGES: usize = 8;

/// A letter in Russian.
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
            blocks.push(button("Открыть адрес в кабинете", link));
            blocks.push(paragraph(format!(
                "Вернуть бумагу можно в любой день: откройте адрес в кабинете и нажмите «Вернуть бумажную квитанцию»{}.",
                or_call(sender)
            )));
            (format!("Электронная квитанция — с {}", of_month(*first_period)), blocks)
        }
        Letter::ReturnedToPaper { address, first_period, by_another_holder, link } => {
            let blocks = returned_to_paper(address, *first_period, *by_another_holder, link, sender);
            (format!("Бумажная квитанция — с {}", of_month(*first_period)), blocks)
        }
        Letter::Receipt(receipt) => self::receipt(receipt, sender),
        Letter::Receipts(receipts) => several::receipts(receipts, sender),
        Letter::Reminder { period, pay_by, unpaid } => several::reminder(*period, *pay_by, unpaid, sender),
        Letter::Settings(letter) => settings::letter(letter, sender),
        Letter::Invitation(invitation) => relatives::invitation(invitation),
    };
    Page { language: "ru", subject, head: sender.agent.name.clone(), blocks, foot: foot(sender) }
}

/// The text of an SMS in Russian.
pub(super) fn sms(sms: &Sms, sender: &Sender) -> String {
    let agent = clip(&one_line(&sender.agent.name), SMS_NAME);
    match sms {
        // The last line binds the code to the site, so that a phone offers it there and nowhere else.
        Sms::Code { code } => format!(
            "{code} — код для перехода на электронную квитанцию. Никому его не сообщайте.\n\n@{host} #{code}",
            code = code.digits(),
            host = sender.host()
        ),
        Sms::SwitchedToElectronic { first_period } => format!(
            "{agent}: с {} квитанция приходит на электронную почту. Вернуть бумагу можно в кабинете.",
            of_month(*first_period)
        ),
        Sms::ReturnedToPaper { first_period } => {
            format!("{agent}: с {} квитанция снова приходит на бумаге.", of_month(*first_period))
        }
        Sms::Receipt { period, total, pay_by } if *total > Money::ZERO => {
            format!("{agent}: за {} к оплате {} до {}.", month(*period), total.roubles(), day(*pay_by))
        }
        Sms::Receipt { period, total, .. } => {
            format!("{agent}: квитанция за {}. {}.", month(*period), nothing_to_pay(*total))
        }
        Sms::EmailFails { email } => format!(
            "{agent}: письма на {} не доходят, квитанция снова придёт на бумаге. Исправьте почту в кабинете.",
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
    let subject = "Подтвердите адрес электронной почты";
    let blocks = vec![
        headline(subject),
        paragraph(
            "Этот адрес указали в личном кабинете. Подтвердите его, и квитанции смогут приходить сюда. Пока адрес не \
             подтверждён, квитанции приходят на бумаге.",
        ),
        button_in_full("Подтвердить адрес", link),
        paragraph("Ссылка работает три дня и только один раз."),
        paragraph("Если это были не вы, ничего не делайте: без подтверждения квитанции сюда не придут."),
    ];
    (subject.to_owned(), blocks)
}

fn already_registered(sign_in: &str, forgotten: &str) -> (String, Vec<Block>) {
    let subject = "У вас уже есть личный кабинет";
    let blocks = vec![
        headline(subject),
        paragraph(
            "С вашим адресом почты попробовали зарегистрироваться ещё раз. Кабинет с ним уже есть, второй мы не \
             открыли. Войдите в прежний.",
        ),
        button_in_full("Войти в кабинет", sign_in),
        Block::Link {
            sentence: "Если забыли пароль, задайте новый на этой странице:".to_owned(),
            link: forgotten.to_owned(),
        },
        paragraph("Если это были не вы, ничего не делайте: в вашем кабинете ничего не изменилось."),
    ];
    (subject.to_owned(), blocks)
}

fn new_password(link: &str) -> (String, Vec<Block>) {
    let blocks = vec![
        headline("Задайте новый пароль"),
        paragraph("Для вашего личного кабинета попросили новый пароль. Придумайте его на странице по ссылке."),
        button_in_full("Задать пароль", link),
        paragraph("Ссылка работает один час и только один раз. Никому не пересылайте это письмо."),
        paragraph("Если это были не вы, ничего не делайте: пароль останется прежним."),
    ];
    ("Новый пароль для личного кабинета".to_owned(), blocks)
}

fn switched_head(address: &str, first: Period, email_confirmed: bool, by_another: bool) -> Vec<Block> {
    let mut blocks = Vec::new();
    if email_confirmed {
        blocks.push(headline(format!("С {} квитанция приходит на электронную почту", of_month(first))));
    } else {
        blocks.push(headline(format!("Подтвердите почту, чтобы с {} квитанция приходила на неё", of_month(first))));
    }
    blocks.push(paragraph(format!(
        "Адрес: {address}. Первая электронная квитанция — за {}, она придёт в {}.",
        month(first),
        in_month(first.next())
    )));
    if !email_confirmed {
        blocks.push(paragraph(
            "Пока почта не подтверждена, квитанции приходят на бумаге, как раньше. Откройте ссылку в другом нашем \
             письме: «Подтвердите адрес электронной почты».",
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
        blocks.push(heading("Будет приходить на почту"));
        blocks.push(Block::List(electronic.to_vec()));
    }
    if !paper.is_empty() {
        blocks.push(heading("Пока остаётся на бумаге"));
        blocks.push(Block::List(paper.to_vec()));
    }
    blocks
}

fn returned_to_paper(address: &str, first: Period, by_another: bool, link: &str, sender: &Sender) -> Vec<Block> {
    let mut blocks = vec![
        headline(format!("С {} квитанция снова приходит на бумаге", of_month(first))),
        paragraph(format!(
            "Адрес: {address}. Первая бумажная квитанция — за {}, она придёт в {}. В кабинете по-прежнему есть все \
             квитанции.",
            month(first),
            in_month(first.next())
        )),
    ];
    if by_another {
        blocks.push(by_another_holder());
    }
    blocks.push(button("Открыть адрес в кабинете", link));
    blocks.push(paragraph(format!(
        "Снова получать квитанции на почту можно в любой день: откройте адрес в кабинете и нажмите «Перейти на \
         электронную квитанцию»{}.",
        or_call(sender)
    )));
    blocks
}

fn receipt(receipt: &ReceiptLetter, sender: &Sender) -> (String, Vec<Block>) {
    let month = month(receipt.period);
    let what = if receipt.corrected { "Исправленная квитанция" } else { "Квитанция" };
    let due = due(receipt.electronic_total, receipt);
    let mut blocks =
        vec![headline(&due), paragraph(format!("{what} за {month}: {}. Лицевой счёт {}.", receipt.address, receipt.number))];
    if receipt.corrected {
        blocks.push(paragraph("Она заменяет ту, что приходила раньше: по прежней больше не платите. Уже оплаченное учтём."));
    }
    if !receipt.paper.is_empty() {
        blocks.push(paragraph(format!(
            "Это начисления, которые приходят на почту. Остальное, {}, придёт на бумаге.",
            receipt.paper_total.roubles()
        )));
    }
    blocks.extend(ways_on(receipt));
    blocks.extend(receipt.correction.iter().flat_map(corrections));
    blocks.push(heading("В этом письме"));
    let mut rows: Vec<Row> = receipt.electronic.iter().flat_map(part_rows).collect();
    rows.push(total("Итого в письме", receipt.electronic_total));
    blocks.push(Block::Table(rows));
    if !receipt.paper.is_empty() {
        blocks.push(heading("Придёт на бумаге"));
        let mut rows: Vec<Row> =
            receipt.paper.iter().map(|(name, sum)| row(RowKind::Line, name, String::new(), *sum)).collect();
        rows.push(total("Итого на бумаге", receipt.paper_total));
        blocks.push(Block::Table(rows));
        blocks.push(heading("Вместе"));
        blocks.push(Block::Table(vec![total(format!("Всего за {month}"), receipt.total)]));
    }
    if receipt.total > Money::ZERO {
        blocks.push(paragraph(format!("Оплатите до {}.", day(receipt.pay_by))));
    }
    blocks.extend(authenticity(receipt, sender));
    let subject = format!("{what} за {month}: {}", lower_first(&due));
    match &receipt.whose {
        // A copy for a close person: whose receipt it is comes first, in the list of letters and in the letter.
        Some(whose) => (format!("{whose}. {subject}"), copy_of(whose, blocks)),
        None => (subject, blocks),
    }
}

fn copy_of(whose: &str, mut blocks: Vec<Block>) -> Vec<Block> {
    blocks.insert(1, paragraph(format!("Это квитанция близкого человека: {whose}.")));
    blocks
}

/// The buttons, and the file.
fn ways_on(receipt: &ReceiptLetter) -> Vec<Block> {
    let (label, link) = ("Открыть квитанцию", &receipt.link);
    let mut blocks = Vec::new();
    if receipt.electronic_total > Money::ZERO || receipt.total > Money::ZERO {
        // The pay page has what comes on paper too: its sum is larger than the one at the head.
        let all = if receipt.paper.is_empty() {
            ""
        } else {
            " По ней можно оплатить сразу всё, и то, что придёт на бумаге."
        };
        blocks.push(button("Оплатить", &receipt.pay_link));
        blocks.push(paragraph(format!("Ссылка открывается без входа в кабинет.{all}")));
        blocks.push(Block::SecondButton { label: label.to_owned(), link: link.clone() });
    } else {
        blocks.push(button(label, link));
    }
    if receipt.pdf.is_some() {
        blocks.push(paragraph("Квитанция приложена к письму (PDF)."));
    }
    blocks
}

/// «Что исправлено»: whole words instead of arrows, because they are read aloud.
fn corrections(change: &Comparison) -> Vec<Block> {
    let changed: Vec<&ServiceChange> = change.services.iter().filter(|service| service.before != service.now).collect();
    let mut blocks = vec![heading("Что исправлено")];
    if changed.is_empty() {
        blocks.push(paragraph("Суммы прежние, исправлены сведения о начислениях: они в квитанции."));
        return blocks;
    }
    let was = |before: Money, now: Money| format!("было {}, стало {}", before.roubles(), now.roubles());
    let mut said: Vec<String> = Vec::new();
    for service in changed.iter().take(CHANGES) {
        // Two suppliers may have a service of one name.
        let alone = changed.iter().filter(|other| other.service == service.service).count() == 1;
        let supplier = if alone { String::new() } else { format!(" ({})", service.supplier) };
        said.push(format!("{}{supplier}: {}", service.service, was(service.before, service.now)));
    }
    if changed.len() > CHANGES {
        said.push(format!("и ещё {}", changed.len() - CHANGES));
    }
    blocks.push(Block::List(said));
    if change.before != change.now {
        blocks.push(paragraph(format!("Всего: {}.", was(change.before, change.now))));
    }
    blocks
}

fn authenticity(receipt: &ReceiptLetter, sender: &Sender) -> [Block; 2] {
    let (text, code) = match receipt.code {
        Some(code) => ("Проверить квитанцию: код", code.to_string()),
        None => ("Проверить квитанцию", String::new()),
    };
    let line = Block::LinkedLine { text: text.to_owned(), code, link: receipt.check_link.clone() };
    let advice = paragraph(format!(
        "Мы никогда не просим платить по другим реквизитам. Если просят, не платите: проверьте квитанцию по этой \
         ссылке{}.",
        or_call(sender)
    ));
    [line, advice]
}

/// The same advice where there are several receipts, each with a code of its own.
fn foot_of_receipts(sender: &Sender) -> Block {
    Block::LinkedLine {
        text: "Мы никогда не просим платить по другим реквизитам. Проверить квитанцию".to_owned(),
        code: String::new(),
        link: format!("{}/check", sender.public_url),
    }
}

/// The point of a receipt.
fn due(sum: Money, receipt: &ReceiptLetter) -> String {
    if sum > Money::ZERO {
        format!("К оплате {} до {}", sum.roubles(), day(receipt.pay_by))
    } else {
        nothing_to_pay(sum)
    }
}

fn nothing_to_pay(sum: Money) -> String {
    if sum < Money::ZERO {
        format!("Платить не нужно, переплата {}", (-sum).roubles())
    } else {
        "Платить не нужно".to_owned()
    }
}

fn part_rows(part: &ReceiptPart) -> Vec<Row> {
    let phone = match part.phone.as_str() {
        "" => String::new(),
        phone => format!("Телефон: {phone}"),
    };
    let mut rows = vec![Row { kind: RowKind::Head, label: part.supplier.clone(), note: phone, sum: String::new() }];
    rows.extend(part.lines.iter().map(|line| row(RowKind::Line, &line.service, how(line), line.sums.total)));
    if part.lines.len() > 1 {
        rows.push(row(RowKind::Subtotal, format!("Итого {}", part.supplier), String::new(), part.total));
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
        said.push(format!("начислено {}", sums.charged.roubles()));
    }
    if sums.opening > Money::ZERO {
        said.push(format!("долг на начало месяца {}", sums.opening.roubles()));
    } else if sums.opening < Money::ZERO {
        said.push(format!("переплата на начало месяца {}", (-sums.opening).roubles()));
    }
    for (name, sum) in
        [("перерасчёт", sums.recalculation), ("льгота", -sums.benefit), ("пени", sums.penalty), ("оплачено", sums.paid)]
    {
        if sum != Money::ZERO {
            said.push(format!("{name} {}", sum.roubles()));
        }
    }
    said.join(", ")
}

/// With kopecks where the tariff has no finer parts.
pub(super) fn tariff(tariff: Decimal) -> String {
    const KOPECK: i64 = 10_000;
    if tariff.0 % KOPECK == 0 { Money(tariff.0 / KOPECK).roubles() } else { format!("{}\u{a0}₽", tariff.with_mark(',')) }
}

fn foot(sender: &Sender) -> String {
    let contacts = [&sender.agent.phone, &sender.agent.hours].map(String::as_str);
    let contacts: Vec<&str> = contacts.into_iter().filter(|text| !text.is_empty()).collect();
    if contacts.is_empty() { String::new() } else { format!("Вопросы: {}.", contacts.join(", ")) }
}

fn or_call(sender: &Sender) -> String {
    match sender.agent.phone.as_str() {
        "" => String::new(),
        phone => format!(" или позвоните: {phone}"),
    }
}

fn by_another_holder() -> Block {
    paragraph(
        "Так решили не вы, а другой человек, у которого есть этот же лицевой счёт или доступ к нему. Если вы не согласны, откройте \
         адрес в кабинете и верните прежний способ.",
    )
}

pub(super) fn headline(text: impl Into<String>) -> Block {
    Block::Headline(text.into())
}

pub(super) fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph(text.into())
}

pub(super) fn heading(text: &str) -> Block {
    Block::Heading(text.to_owned())
}

fn button(label: &str, link: &str) -> Block {
    Block::Button { label: label.to_owned(), link: link.to_owned(), in_full: None }
}

fn button_in_full(label: &str, link: &str) -> Block {
    let in_full = Some("Если кнопка не работает, откройте этот адрес:".to_owned());
    Block::Button { label: label.to_owned(), link: link.to_owned(), in_full }
}

pub(super) fn row(kind: RowKind, label: impl Into<String>, note: String, sum: Money) -> Row {
    Row { kind, label: label.into(), note, sum: sum.roubles() }
}

pub(super) fn total(label: impl Into<String>, sum: Money) -> Row {
    row(RowKind::Total, label, String::new(), sum)
}

/// The head of what is about one of several addresses.
pub(super) fn address(address: &str) -> Row {
    Row { kind: RowKind::Head, label: address.to_owned(), note: String::new(), sum: String::new() }
}

pub(super) fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

pub(super) fn clip(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let kept: String = text.chars().take(longest - 1).collect();
    format!("{}…", kept.trim_end())
}
