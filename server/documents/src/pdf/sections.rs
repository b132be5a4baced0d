//! The sections of the payment document (order 43/пр of the Ministry of Construction, sections 1–6).
//! Not here: QR codes and the tear-off part (see `tail`).

use super::canvas::{Kind, Type};
use super::flow::{Cell, Column, Flow, LEFT, RIGHT, Row, Weighs};
use super::words;
use crate::content::{Face, Line, Part, Receipt};
use domain::charge::{Sums, VolumeMethod};
use domain::{Decimal, Money};

/// Everything above the QR codes.
pub fn draw(flow: &mut Flow<'_>, receipt: &Receipt) {
    title(flow, receipt);
    flow.canvas.open(Kind::Section);
    flow.heading("1. Плательщик и получатели платежа", 60.0);
    people(flow, receipt);
    if flow.density.roomy {
        band(flow, receipt);
    }
    payees(flow, receipt);
    flow.canvas.close();
    meters(flow, receipt);
    calculation(flow, receipt);
    reference(flow, receipt);
    instalments(flow, receipt);
    recalculations(flow, receipt);
}

fn title(flow: &mut Flow<'_>, receipt: &Receipt) {
    let y = flow.y + 12.0;
    flow.canvas.element(Kind::Title, |canvas| {
        canvas.text(LEFT, y, Type::regular(14.0), "Платёжный документ (квитанция) ");
        canvas.text(LEFT, y + 12.0, Type::regular(9.0), "для внесения платы за жилое помещение и коммунальные услуги");
    });
    let month = format!("за {} года", words::period(receipt.period));
    flow.canvas.element(Kind::Paragraph, |canvas| canvas.text_right(RIGHT, y, Type::regular(14.0), &month));
    let (look, state) = match (receipt.face, receipt.version) {
        (Face::Preview, _) => (Type::regular(9.0), "образец, не для оплаты".to_owned()),
        (_, version) if version > 1 => {
            (Type::regular(9.0), format!("исправленная, версия {version}, от {}", words::date(receipt.issued)))
        }
        _ => (Type::quiet(9.0), format!("от {}", words::date(receipt.issued))),
    };
    flow.canvas.element(Kind::Paragraph, |canvas| canvas.text_right(RIGHT, y + 12.0, look, &state));
    flow.y = y + 18.0;
    let y = flow.y;
    flow.canvas.artifact(|canvas| canvas.line(LEFT, RIGHT, y, 1.2, 0));
    // The first heading needs no gap below a line.
    flow.y -= flow.density.gap - 4.0;
}

/// Payer on the left, agent on the right.
fn people(flow: &mut Flow<'_>, receipt: &Receipt) {
    const LABEL: f32 = 66.0;
    const MIDDLE: f32 = LEFT + 318.0;
    let (payer, agent) = (&receipt.payer, &receipt.agent);
    let (top, size, lead) = (flow.y, 9.5, if flow.density.roomy { 12.4 } else { 11.2 });
    let els = if payer.els.is_empty() { String::new() } else { format!("   ЕЛС {}", payer.els) };
    let mut home = Vec::new();
    if payer.area != Decimal(0) {
        home.push(format!("площадь {}\u{a0}м²", words::decimal(payer.area, 0)));
    }
    if payer.residents > 0 {
        home.push(format!("проживает {}", words::residents(payer.residents)));
    }
    let rows = [
        ("Лицевой счёт", payer.number.clone() + &els, Type::regular(size + 0.5)),
        ("Плательщик", payer.holder.clone(), Type::regular(size)),
        ("Адрес", payer.address.clone(), Type::regular(size)),
        ("Помещение", home.join(", "), Type::regular(size)),
    ];
    for (label, value, look) in rows.iter().filter(|row| !row.1.is_empty()) {
        let glyphs = flow.canvas.glyphs(value);
        let lines = flow.canvas.wrap(&glyphs, *look, MIDDLE - LEFT - LABEL - 12.0, 3);
        let y = &mut flow.y;
        flow.canvas.element(Kind::Paragraph, |canvas| {
            canvas.text(LEFT, *y + lead - 2.6, Type::quiet(9.0), &format!("{label} "));
            for line in &lines {
                *y += lead;
                canvas.show(LEFT + LABEL, *y - 2.6, *look, line);
            }
        });
    }
    let end = std::mem::replace(&mut flow.y, top);
    flow.paragraph(MIDDLE, RIGHT, Type::regular(size + 0.5), lead, &agent.name);
    let joined = |parts: &[&str]| parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let contacts =
        [joined(&[&agent.phone, &agent.hours]), agent.office.clone(), joined(&[&agent.email, words::site(&agent.site)])];
    for line in contacts.iter().filter(|line| !line.is_empty()) {
        flow.paragraph(MIDDLE, RIGHT, Type::regular(9.0), lead, line);
    }
    flow.y = flow.y.max(end) + 3.0;
}

/// The sum for those who look at the top only.
fn band(flow: &mut Flow<'_>, receipt: &Receipt) {
    let (top, bottom) = (flow.y + 1.0, flow.y + 23.0);
    flow.canvas.artifact(|canvas| canvas.fill(LEFT, top, RIGHT, bottom, 94));
    let (label, sum, until) = words::asked(receipt.total(), receipt.pay_by);
    let total = sum.roubles();
    flow.canvas.element(Kind::Paragraph, |canvas| {
        let x = canvas.text(LEFT + 6.0, top + 15.0, Type::regular(10.0), label);
        canvas.text(x + 2.0, top + 15.6, Type::bold(13.0), &format!("{total} "));
        canvas.text_right(RIGHT - 6.0, top + 15.0, Type::regular(10.0), &until);
    });
    flow.y = bottom + 3.0;
}

fn payees(flow: &mut Flow<'_>, receipt: &Receipt) {
    let columns = [
        Column::text("Получатель"),
        Column::text("ИНН, КПП"),
        Column::wide("Банк, БИК", 134.0),
        Column::text("Расчётный, корр. счёт"),
        Column::wide("Телефон", 74.0),
    ];
    let rows: Vec<Row> = receipt
        .parts
        .iter()
        .map(|Part { payee, .. }| {
            let two = |first: &str, second: String| {
                Cell::from(if second.is_empty() { first.to_owned() } else { format!("{first}\n{second}") })
            };
            let bic = if payee.bic.is_empty() { String::new() } else { format!("БИК\u{a0}{}", payee.bic) };
            Row {
                weighs: Weighs::Line,
                cells: vec![
                    Cell::from(payee.name.as_str()),
                    two(&payee.inn, payee.kpp.clone()),
                    Cell::from([payee.bank.as_str(), &bic].join(if payee.bank.is_empty() || bic.is_empty() {
                        ""
                    } else {
                        ", "
                    })),
                    two(&payee.account, payee.corr_account.clone()),
                    Cell::from(payee.phone.as_str()),
                ],
            }
        })
        .collect();
    flow.table(&columns, &rows);
}

/// Every line with the supplier that it belongs to.
fn lines(receipt: &Receipt) -> impl Iterator<Item = &Line> {
    receipt.parts.iter().flat_map(|part| &part.lines)
}

/// A value of a line's details with its unit, or a dash.
fn measured(value: Option<Decimal>, unit: &str) -> Cell {
    Cell::from(value.map_or_else(|| words::NOTHING.to_owned(), |value| format!("{}\u{a0}{unit}", words::decimal(value, 0))))
}

fn section(flow: &mut Flow<'_>, heading: &str, note: &str, columns: &[Column], rows: &[Row]) {
    if rows.is_empty() {
        return;
    }
    flow.canvas.open(Kind::Section);
    flow.heading(heading, 2.5 * (flow.density.lead + flow.density.pad));
    if !note.is_empty() {
        flow.beside_heading(note);
    }
    flow.table(columns, rows);
    flow.canvas.close();
}

fn row(cells: Vec<Cell>) -> Row {
    Row { weighs: Weighs::Line, cells }
}

fn meters(flow: &mut Flow<'_>, receipt: &Receipt) {
    let columns = [
        Column::text("Услуга"),
        Column::text("Номер счётчика"),
        Column::number("Предыдущее"),
        Column::number("Текущее"),
        Column::number("Расход"),
    ];
    let rows: Vec<Row> = lines(receipt)
        .filter(|line| {
            let details = &line.details;
            details.meter.is_some() || details.reading_before.is_some() || details.reading_now.is_some()
        })
        .map(|line| {
            let details = &line.details;
            let used =
                details.reading_before.zip(details.reading_now).map(|(before, now)| Decimal(now.0.saturating_sub(before.0)));
            row(vec![
                Cell::from(line.service.as_str()),
                Cell::from(details.meter.clone().unwrap_or_else(|| words::NOTHING.to_owned())),
                measured(details.reading_before, &line.unit),
                measured(details.reading_now, &line.unit),
                measured(used, &line.unit),
            ])
        })
        .collect();
    section(flow, "2. Показания приборов учёта", "", &columns, &rows);
}

fn calculation(flow: &mut Flow<'_>, receipt: &Receipt) {
    let columns = [
        Column::text("Услуга"),
        Column::short("Ед.", 44.0),
        Column::number("Объём"),
        Column::number("Тариф,\u{a0}₽"),
        Column::number("Долг, аванс"),
        Column::number("Начислено"),
        Column::number("Перерасчёт"),
        Column::number("Льгота"),
        Column::number("Пени"),
        Column::number("Оплачено"),
        Column::number("Итого,\u{a0}₽"),
    ];
    let mut rows = Vec::new();
    let mut all = Sums::default();
    for part in &receipt.parts {
        let mut sums = Sums::default();
        for line in &part.lines {
            add(&mut sums, &line.sums);
        }
        add(&mut all, &sums);
        sums.total = part.total;
        let name = if part.payee.short_name.is_empty() { &part.payee.name } else { &part.payee.short_name };
        let way = if receipt.face == Face::Electronic { format!(" — {}", words::way(part.way)) } else { String::new() };
        rows.push(account(Weighs::Group, format!("{name}{way}"), &sums));
        rows.extend(part.lines.iter().map(charge));
    }
    all.total = receipt.total();
    rows.push(account(Weighs::Total, "Всего".to_owned(), &all));
    let marks = [
        (VolumeMethod::Meter, "по счётчику"),
        (VolumeMethod::Norm, "по нормативу"),
        (VolumeMethod::Other, "по среднему или иначе"),
    ];
    let used = marks.into_iter().filter(|(method, _)| lines(receipt).any(|line| line.details.method == Some(*method)));
    let used: Vec<String> =
        used.map(|(method, words)| format!("{} — {words}", words::method(Some(method)).trim())).collect();
    let note = if used.is_empty() { String::new() } else { format!("Объём: {}", used.join(", ")) };
    section(flow, "3. Расчёт размера платы", &note, &columns, &rows);
    if receipt.face == Face::Paper && !receipt.elsewhere.is_empty() {
        let names: Vec<&str> = receipt.elsewhere.iter().map(|(name, _)| name.as_str()).collect();
        let sum: Money = receipt.elsewhere.iter().map(|(_, sum)| *sum).sum();
        let words = format!("{} — электронно: {}, в эту сумму не входит.", names.join(", "), sum.roubles());
        flow.y += 4.0;
        flow.paragraph(LEFT, RIGHT, Type::regular(9.0), 11.4, &words);
    }
}

fn add(all: &mut Sums, sums: &Sums) {
    all.opening += sums.opening;
    all.charged += sums.charged;
    all.recalculation += sums.recalculation;
    all.benefit += sums.benefit;
    all.penalty += sums.penalty;
    all.paid += sums.paid;
    all.total += sums.total;
}

fn money(sums: &Sums) -> [Cell; 7] {
    [
        Cell::from(words::opening(sums.opening)),
        Cell::from(sums.charged.digits()),
        Cell::from(words::sum(sums.recalculation)),
        Cell::from(words::sum(sums.benefit)),
        Cell::from(words::sum(sums.penalty)),
        Cell::from(words::sum(sums.paid)),
        Cell::from(sums.total.digits()),
    ]
}

fn account(weighs: Weighs, name: String, sums: &Sums) -> Row {
    let mut cells = vec![Cell { text: name, span: 4, places: None, suffix: "" }];
    cells.extend(money(sums));
    Row { weighs, cells }
}

fn charge(line: &Line) -> Row {
    let number = |value: Decimal, least: usize| {
        if value == Decimal(0) {
            return Cell::from(words::NOTHING);
        }
        let text = words::decimal(value, least);
        let places = Some(text.split_once(',').map_or(0, |(_, fraction)| fraction.len()));
        Cell { text, span: 1, places, suffix: "" }
    };
    let volume = number(line.volume, 0);
    let volume = Cell { suffix: words::method(line.details.method), ..volume };
    let mut cells = vec![Cell::from(line.service.as_str()), Cell::from(line.unit.as_str()), volume, number(line.tariff, 2)];
    cells.extend(money(&line.sums));
    row(cells)
}

fn reference(flow: &mut Flow<'_>, receipt: &Receipt) {
    const HEADING: &str = "4. Справочные данные";
    let lines = lines(receipt).filter(|line| {
        let details = &line.details;
        details.norm.is_some() || details.house_reading.is_some() || details.house_volume.is_some()
    });
    if !flow.density.roomy {
        let said = lines.map(|line| {
            let details = &line.details;
            let values = [
                ("норматив", details.norm),
                ("общедомовой счётчик", details.house_reading),
                ("объём по дому", details.house_volume),
            ];
            let values = values.into_iter().filter_map(|(name, value)| {
                value.map(|value| format!("{name} {}\u{a0}{}", words::decimal(value, 0), line.unit))
            });
            let values = values.collect::<Vec<_>>().join(", ");
            format!("{}: {}.", line.service, values.trim_end_matches('.'))
        });
        return flow.sentences(HEADING, &said.collect::<Vec<_>>());
    }
    let columns = [
        Column::text("Услуга"),
        Column::number("Норматив"),
        Column::number("Показание общедомового счётчика"),
        Column::number("Объём по дому"),
    ];
    let rows: Vec<Row> = lines
        .map(|line| {
            let details = &line.details;
            row(vec![
                Cell::from(line.service.as_str()),
                measured(details.norm, &line.unit),
                measured(details.house_reading, &line.unit),
                measured(details.house_volume, &line.unit),
            ])
        })
        .collect();
    section(flow, HEADING, "", &columns, &rows);
}

fn instalments(flow: &mut Flow<'_>, receipt: &Receipt) {
    let said = lines(receipt).filter_map(|line| {
        let (now, rest) = (line.details.instalment, line.details.instalment_rest);
        let now = now.map(|sum| format!("платёж этого месяца с процентами {}", sum.roubles()));
        let rest = rest.map(|sum| format!("останется {}", sum.roubles()));
        let both: Vec<String> = now.into_iter().chain(rest).collect();
        (!both.is_empty()).then(|| format!("{}: {}.", line.service, both.join(", ")))
    });
    flow.sentences("5. Рассрочка платежа", &said.collect::<Vec<_>>());
}

fn recalculations(flow: &mut Flow<'_>, receipt: &Receipt) {
    let said = lines(receipt).filter_map(|line| {
        let reason = line.details.recalculation_reason.as_deref()?;
        Some(format!("{}: {}. {}.", line.service, line.sums.recalculation.roubles(), reason.trim_end_matches('.')))
    });
    flow.sentences("6. Перерасчёты", &said.collect::<Vec<_>>());
}
