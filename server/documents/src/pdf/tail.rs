//! The lower end of the payment document: payment QR codes, the tear-off part, the mark of authenticity.
//! Not here: sections 1–6 (see `sections`).

use super::canvas::{Canvas, Kind, MM, Type};
use super::face::SPACE;
use super::flow::{Flow, LEFT, RIGHT};
use super::{Pictures, QR_SIDE_MM, words};
use crate::content::{Face, Part, Receipt};
use domain::Money;

const SIDE: f32 = QR_SIDE_MM * MM;
/// How many symbols stand beside each other.
const ABREAST: usize = 5;
/// A code's side where a sheet has few.
const LARGE: f32 = 42.0 * MM;
/// The check QR is read from near, and holds little.
const SMALL: f32 = 22.0 * MM;

/// Everything below the sections.
pub fn draw(flow: &mut Flow<'_>, receipt: &Receipt, pictures: &Pictures) {
    codes(flow, receipt, pictures);
    stub(flow, receipt, pictures);
}

/// A row of symbols, one a payee, each with name and sum.
fn codes(flow: &mut Flow<'_>, receipt: &Receipt, pictures: &Pictures) {
    let codes: Vec<(&Part, usize)> =
        receipt.parts.iter().zip(&pictures.parts).filter_map(|(part, picture)| Some((part, (*picture)?))).collect();
    if codes.is_empty() && receipt.pay_url.is_none() {
        return;
    }
    // Where there is room for it, larger codes are easier for old phones and unsteady hands.
    let roomy = flow.density.roomy && codes.len() < ABREAST;
    let (side, abreast) = if roomy { (LARGE, ABREAST - 1) } else { (SIDE, ABREAST) };
    let height = side + 25.0;
    flow.canvas.open(Kind::Section);
    if !codes.is_empty() {
        let each = if codes.len() > 1 {
            "Оплата по QR-коду: каждому получателю — свой"
        } else {
            "Оплата по QR-коду"
        };
        flow.heading(each, height);
    }
    if let Some(url) = receipt.pay_url.as_deref().filter(|_| receipt.face == Face::Electronic) {
        link(flow, url, codes.is_empty());
    }
    for (index, row) in codes.chunks(abreast).enumerate() {
        if index > 0 {
            flow.need(height + 8.0);
            flow.y += 8.0;
        }
        let top = flow.y + 5.0;
        for (place, (part, picture)) in row.iter().enumerate() {
            let left = LEFT + (RIGHT - LEFT - side) * share(place, abreast - 1);
            let name = if part.payee.short_name.is_empty() { &part.payee.name } else { &part.payee.short_name };
            let words = format!("QR-код для оплаты. {name}, {}", part.total.roubles());
            flow.canvas.symbol(*picture, left, top, side, words);
            caption(&mut flow.canvas, left, top + side, name, part.total);
        }
        flow.y = top + height - 5.0;
    }
    flow.canvas.close();
}

#[expect(clippy::cast_precision_loss, reason = "there are five")]
fn share(place: usize, of: usize) -> f32 {
    place as f32 / of as f32
}

fn caption(canvas: &mut Canvas<'_>, left: f32, top: f32, name: &str, total: Money) {
    let look = Type::regular(7.5);
    let glyphs = canvas.glyphs(name);
    let lines = canvas.wrap(&glyphs, look, SIDE, 1);
    canvas.element(Kind::Paragraph, |canvas| {
        for line in &lines {
            canvas.show(left, top + 9.0, look, line);
            canvas.show(left + canvas.width(line, look), top + 9.0, look, &[SPACE]);
        }
        canvas.text(left, top + 19.0, Type::bold(9.0), &total.roubles());
    });
}

/// The pay page, beside the heading or, where there are no codes, on a line of its own.
fn link(flow: &mut Flow<'_>, url: &str, alone: bool) {
    const WORDS: &str = "Оплатить на сайте";
    let look = Type::regular(9.0);
    if alone {
        flow.need(20.0);
        flow.y += 16.0;
    }
    let y = flow.y - 4.0;
    let width = flow.canvas.text_width(WORDS, look);
    let left = if alone { LEFT } else { RIGHT - width };
    flow.canvas.open(Kind::Paragraph);
    flow.canvas.link(
        [left, y - 9.0, left + width, y + 3.0],
        url,
        "Открыть страницу оплаты на сайте",
        |canvas| {
            canvas.text(left, y, look, WORDS);
            canvas.line(left, left + width, y + 1.6, 0.5, 0);
        },
    );
    flow.canvas.close();
}

/// The part that is torn off and kept or taken to the bank.
fn stub(flow: &mut Flow<'_>, receipt: &Receipt, pictures: &Pictures) {
    let joint = receipt.joint.as_ref().zip(pictures.joint);
    let height = if joint.is_some() { SIDE + 31.0 } else { 102.0 };
    flow.sink(height);
    let top = flow.y;
    flow.canvas.open(Kind::Section);
    flow.canvas.artifact(|canvas| {
        canvas.dots(LEFT, RIGHT, top);
        canvas.text(LEFT, top + 8.5, Type::quiet(7.5), "линия отрыва");
    });
    let check = receipt.mark.as_ref().zip(pictures.check);
    // The right column is as wide as what stands in it.
    let mut right = RIGHT;
    let qr_top = top + 11.0;
    let mut places = Vec::new();
    if check.is_some() {
        right -= 84.0;
        places.push(right);
        right -= 14.0;
    }
    if joint.is_some() {
        right -= SIDE;
        places.push(right);
        right -= 14.0;
    }
    summary(flow, receipt, right);
    if let (Some((joint, picture)), Some(&left)) = (joint, places.last()) {
        let sum = joint.total.roubles();
        flow.canvas.symbol(picture, left, qr_top, SIDE, format!("QR-код для оплаты всего сразу, {sum}"));
        caption(&mut flow.canvas, left, qr_top + SIDE, "Оплатить всё сразу", joint.total);
    }
    if let (Some((mark, picture)), Some(&left)) = (check, places.first()) {
        flow.canvas.symbol(picture, left, qr_top, SMALL, "QR-код для проверки квитанции".to_owned());
        flow.canvas.element(Kind::Paragraph, |canvas| {
            let mut y = qr_top + SMALL + 10.0;
            canvas.text(left, y, Type::regular(7.5), "Проверить квитанцию: ");
            y += 9.5;
            canvas.text(left, y, Type::regular(9.0), &format!("{} ", mark.code).replace('-', "\u{2011}"));
            y += 9.0;
            let site = format!("на {}/check", words::site(&receipt.agent.site));
            let look = Type::regular(7.5);
            let glyphs = canvas.glyphs(&site);
            for line in canvas.wrap(&glyphs, look, RIGHT - left, 2) {
                canvas.show(left, y, look, &line);
                y += 8.5;
            }
        });
    }
    flow.canvas.close();
}

fn summary(flow: &mut Flow<'_>, receipt: &Receipt, right: f32) {
    flow.y += 12.0;
    flow.paragraph(LEFT, right, Type::regular(11.0), 13.0, &receipt.agent.name);
    let account = format!("Лицевой счёт {}, {}", receipt.payer.number, words::period(receipt.period));
    flow.paragraph(LEFT, right, Type::regular(9.5), 12.0, &account);
    flow.paragraph(LEFT, right, Type::regular(9.5), 12.0, &receipt.payer.address);
    flow.y += 6.0;
    let y = flow.y + 21.0;
    let (label, sum, until) = words::asked(receipt.total(), receipt.pay_by);
    let total = sum.roubles();
    flow.canvas.element(Kind::Paragraph, |canvas| {
        let x = canvas.text(LEFT, y, Type::regular(10.0), label);
        canvas.text(x + 3.0, y + 0.8, Type::bold(22.0), &format!("{total} "));
    });
    flow.y = y + 3.0;
    flow.paragraph(LEFT, right, Type::regular(10.0), 13.0, &until);
}
